// Made by `npm run types` from the server's models. Do not edit.
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Attempt
         * @description A producer's credentials: shown once.
         */
        Attempt: {
            /** Id */
            id: string;
            /** Token */
            token: string;
        };
        /**
         * Catalog
         * @description Every family with its members.
         */
        Catalog: {
            /** Families */
            families: {
                [key: string]: components["schemas"]["CatalogMember"][];
            };
        };
        /**
         * CatalogMember
         * @description One member of a family; `parameters` is a JSON Schema.
         */
        CatalogMember: {
            /** Cons */
            cons: string[];
            /** Default */
            default: boolean;
            /** Formula */
            formula: string;
            /** Name */
            name: string;
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** @default null */
            preview: components["schemas"]["Preview"] | null;
            /** Pros */
            pros: string[];
            /** Source */
            source: string;
            /** Title */
            title: string;
        };
        /**
         * Comparison
         * @description All variants of a job at one step; for a metric with layers, of the layer named.
         */
        Comparison: {
            /** Job Id */
            job_id: string;
            /** Layer */
            layer: string | null;
            /** Metric */
            metric: string;
            /** Step */
            step: number | null;
            /** Unit */
            unit: string;
            /** Variants */
            variants: components["schemas"]["VariantComparison"][];
        };
        /**
         * Cursor
         * @description A place in a run's telemetry: everything up to and including batch `seq` of `epoch` has been read.
         */
        Cursor: {
            /** Epoch */
            epoch: number;
            /** Seq */
            seq: number;
        };
        /**
         * Diagnoses
         * @description The findings about one run.
         */
        Diagnoses: {
            /** Diagnoses */
            diagnoses: components["schemas"]["Finding"][];
        };
        /**
         * DiagnosisMessage
         * @description A finding, as soon as it holds.
         */
        DiagnosisMessage: {
            /** Code */
            code: string;
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
            /** First Step */
            first_step: number;
            /** Layers */
            layers: string[];
            /** Message */
            message: string;
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Remedies */
            remedies: components["schemas"]["Remedy"][];
            /** Rule */
            rule: string;
            /** Run */
            run: string;
            /** Severity */
            severity: string;
            /**
             * Type
             * @constant
             */
            type: "diagnosis";
        };
        /**
         * DistributionOnOffer
         * @description A quantity whose histograms this run promises; `edges` has one more entry than there are bins.
         */
        DistributionOnOffer: {
            /** Edges */
            edges: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            /** Unit */
            unit: string;
        };
        /**
         * Distributions
         * @description Histograms: `counts[row][layer][bin]`; `nonfinite[row][layer]` counts NaN and infinities.
         */
        Distributions: {
            /** Counts */
            counts: number[][][];
            cursor: components["schemas"]["Cursor"];
            /** Edges */
            edges: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            /** Layers */
            layers: string[];
            /** Nonfinite */
            nonfinite: number[][];
            /** Quantity */
            quantity: string;
            /** Run Id */
            run_id: string;
            /** Steps */
            steps: number[];
        };
        /**
         * DryRun
         * @description What a job would launch, and the cost; nothing has been launched.
         */
        DryRun: {
            estimate: components["schemas"]["Estimate"];
            /** Runs */
            runs: components["schemas"]["PlannedRun"][];
        };
        /**
         * ErrorMessage
         * @description A client message could not be understood; the connection is closed with 4400 after it.
         */
        ErrorMessage: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /**
             * Type
             * @constant
             */
            type: "error";
        };
        /**
         * Estimate
         * @description What a job would cost: parameters of its largest network, steps of all runs, seconds.
         */
        Estimate: {
            /** Parameters */
            parameters: number;
            /** Seconds */
            seconds: number;
            /** Steps */
            steps: number;
        };
        /**
         * Evidence
         * @description A figure that carries a finding, read at the step that it names.
         */
        Evidence: {
            /** Layer */
            layer: string | null;
            /** Metric */
            metric: string;
            /** Step */
            step: number;
            /** Threshold */
            threshold: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Value */
            value: number | ("NaN" | "Infinity" | "-Infinity");
        };
        /**
         * FieldProblem
         * @description One thing that is wrong: where, a stable code with its parameters, and a sentence.
         */
        FieldProblem: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Path */
            path: string;
        };
        /**
         * Finding
         * @description What is wrong, where, since when, on what evidence, and what to try.
         */
        Finding: {
            /** Code */
            code: string;
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
            /** First Step */
            first_step: number;
            /** Layers */
            layers: string[];
            /** Message */
            message: string;
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Remedies */
            remedies: components["schemas"]["Remedy"][];
            /** Rule */
            rule: string;
            /** Severity */
            severity: string;
        };
        /**
         * Health
         * @description The process is alive.
         */
        Health: {
            /**
             * Status
             * @constant
             */
            status: "ok";
        };
        /**
         * Interval
         * @description A 95 % confidence interval (Student's t); null ends where one sample allows none.
         */
        Interval: {
            /** High */
            high: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Low */
            low: number | ("NaN" | "Infinity" | "-Infinity") | null;
        };
        /**
         * Job
         * @description A job with its runs.
         */
        Job: {
            /** Created At */
            created_at: string;
            /** Error */
            error: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: string;
            /** Name */
            name: string | null;
            /** Run Count */
            run_count: number;
            /** Runs */
            runs: components["schemas"]["RunSummary"][];
            /** Started At */
            started_at: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "starting" | "running" | "paused" | "succeeded" | "failed" | "cancelled" | "lost";
        };
        /**
         * JobPage
         * @description One page of jobs, newest first; `next_cursor` is null on the last page.
         */
        JobPage: {
            /** Jobs */
            jobs: components["schemas"]["JobSummary"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * JobSummary
         * @description A job as it stands in the list: without its runs.
         */
        JobSummary: {
            /** Created At */
            created_at: string;
            /** Error */
            error: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: string;
            /** Name */
            name: string | null;
            /** Run Count */
            run_count: number;
            /** Started At */
            started_at: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "starting" | "running" | "paused" | "succeeded" | "failed" | "cancelled" | "lost";
        };
        /**
         * MetricOnOffer
         * @description A series that this run promises.
         */
        MetricOnOffer: {
            /** Axes */
            axes: ("step" | "layer" | "cell")[];
            /** Definition */
            definition: string;
            /** Name */
            name: string;
            /**
             * Scale
             * @enum {string}
             */
            scale: "linear" | "log";
            /** Unit */
            unit: string;
        };
        /**
         * OpenedRun
         * @description A run that somebody else trains.
         */
        OpenedRun: {
            attempt: components["schemas"]["Attempt"];
            /** Run Id */
            run_id: string;
        };
        /**
         * OpenRunRequest
         * @description Opens a run for training that the server does not own.
         */
        OpenRunRequest: {
            /** Config */
            config?: {
                [key: string]: unknown;
            };
            /**
             * Label
             * @default null
             */
            label: string | null;
            /** Layers */
            layers?: string[];
            /**
             * Name
             * @default null
             */
            name: string | null;
            /**
             * Steps
             * @default null
             */
            steps: number | null;
        };
        /**
         * PairedDifference
         * @description This variant minus the first, over the seeds that both have.
         */
        PairedDifference: {
            interval: components["schemas"]["Interval"];
            /** Mean */
            mean: number | ("NaN" | "Infinity" | "-Infinity");
            /** N */
            n: number;
            /** Standard Deviation */
            standard_deviation: number | ("NaN" | "Infinity" | "-Infinity") | null;
        };
        /**
         * Ping
         * @description Answered by a `pong` with the same `id`.
         */
        Ping: {
            /**
             * Id
             * @default null
             */
            id: number | string | null;
            /**
             * Type
             * @constant
             */
            type: "ping";
        };
        /**
         * PlannedRun
         * @description A run that a job would launch.
         */
        PlannedRun: {
            /** Key */
            key: string;
            /** Label */
            label: string;
            /** Seed */
            seed: number | components["schemas"]["SeedParts"];
            /** Spec */
            spec: {
                [key: string]: unknown;
            };
            /** Variant */
            variant: number;
        };
        /**
         * Points
         * @description Samples of a two-dimensional data set, and the limits of the decision grid.
         */
        Points: {
            /** Classes */
            classes: number | null;
            /** Grid */
            grid: [
                number,
                number,
                number,
                number
            ];
            /** Split */
            split: ("train" | "validation")[];
            /** X */
            x: [
                number,
                number
            ][];
            /** Y */
            y: number[];
        };
        /**
         * PongMessage
         * @description The answer to a `ping`.
         */
        PongMessage: {
            /**
             * Id
             * @default null
             */
            id: number | string | null;
            /**
             * Type
             * @constant
             */
            type: "pong";
        };
        /**
         * Preset
         * @description An experiment at one click: what to launch, what to look at, what to look for.
         */
        Preset: {
            caption: components["schemas"]["Text"];
            /** Id */
            id: string;
            /** Request */
            request: {
                [key: string]: unknown;
            };
            title: components["schemas"]["Text"];
            /** View */
            view: {
                [key: string]: unknown;
            };
        };
        /**
         * Presets
         * @description All presets, in the order in which to show them.
         */
        Presets: {
            /** Presets */
            presets: components["schemas"]["Preset"][];
        };
        /**
         * Preview
         * @description A curve of a function and its derivative.
         */
        Preview: {
            /** Dy */
            dy: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            /** X */
            x: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            /** Y */
            y: (number | ("NaN" | "Infinity" | "-Infinity"))[];
        };
        /**
         * Problem
         * @description An error as RFC 9457 puts it, with `code` and `errors` of ours.
         */
        Problem: {
            /** Code */
            code: string;
            /** Detail */
            detail: string;
            /** Errors */
            errors: components["schemas"]["FieldProblem"][];
            /**
             * Instance
             * @default null
             */
            instance: string | null;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /**
             * Type
             * @default about:blank
             */
            type: string;
        };
        /**
         * Readiness
         * @description What must stand before the server takes work.
         */
        Readiness: {
            /** Checks */
            checks: {
                [key: string]: boolean;
            };
            /**
             * Status
             * @enum {string}
             */
            status: "ready" | "not_ready";
        };
        /**
         * Remedy
         * @description Overrides of the spec that can be launched beside the patient.
         */
        Remedy: {
            /** Label */
            label: string;
            /** Set */
            set: {
                [key: string]: unknown;
            };
        };
        /**
         * ResetMessage
         * @description What was sent of this run no longer connects: forget its rows; they come again from the first.
         */
        ResetMessage: {
            /** Epoch */
            epoch: number;
            /** Run */
            run: string;
            /**
             * Type
             * @constant
             */
            type: "reset";
        };
        /**
         * Run
         * @description One run.
         */
        Run: {
            cursor: components["schemas"]["Cursor"];
            /** Distributions */
            distributions: {
                [key: string]: components["schemas"]["DistributionOnOffer"];
            };
            /** Diverged At */
            diverged_at: number | null;
            /** Id */
            id: string;
            /** Job Id */
            job_id: string | null;
            /** Key */
            key: string;
            /** Label */
            label: string;
            /** Layers */
            layers: string[];
            /** Metrics */
            metrics: components["schemas"]["MetricOnOffer"][];
            /** Outcome */
            outcome: ("completed" | "diverged" | "stopped_early") | null;
            /** Seed */
            seed: number | components["schemas"]["SeedParts"];
            /** Spec */
            spec: {
                [key: string]: unknown;
            };
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "starting" | "running" | "paused" | "succeeded" | "failed" | "cancelled" | "lost";
            /** Step */
            step: number;
            /** Steps */
            steps: number | null;
            timing: components["schemas"]["Timing"];
            /** Variant */
            variant: number;
        };
        /**
         * RunSummary
         * @description A run as it stands in its job.
         */
        RunSummary: {
            /** Diverged At */
            diverged_at: number | null;
            /** Id */
            id: string;
            /** Key */
            key: string;
            /** Label */
            label: string;
            /** Outcome */
            outcome: ("completed" | "diverged" | "stopped_early") | null;
            /** Seed */
            seed: number | components["schemas"]["SeedParts"];
            /** Spec */
            spec: {
                [key: string]: unknown;
            };
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "starting" | "running" | "paused" | "succeeded" | "failed" | "cancelled" | "lost";
            /** Step */
            step: number;
            /** Steps */
            steps: number | null;
            /** Variant */
            variant: number;
        };
        /**
         * SeedParts
         * @description The four sources of chance of a run.
         */
        SeedParts: {
            /** Batch Order */
            batch_order: number;
            /** Dropout */
            dropout: number;
            /** Initial Weights */
            initial_weights: number;
            /** Split */
            split: number;
        };
        /**
         * Series
         * @description Rows of one metric: `values[row]`, or `values[row][layer]`, or `values[row][cell]`.
         */
        Series: {
            /** Axes */
            axes: ("step" | "layer" | "cell")[];
            /**
             * Layers
             * @default null
             */
            layers: string[] | null;
            /** Steps */
            steps: number[];
            /** Unit */
            unit: string;
            /** Values */
            values: (number | ("NaN" | "Infinity" | "-Infinity"))[] | (number | ("NaN" | "Infinity" | "-Infinity"))[][];
        };
        /**
         * SeriesPage
         * @description Several metrics of one run, and where to go on from.
         */
        SeriesPage: {
            cursor: components["schemas"]["Cursor"];
            /** Run Id */
            run_id: string;
            /** Series */
            series: {
                [key: string]: components["schemas"]["Series"];
            };
        };
        /**
         * StatusMessage
         * @description A job (`run` null) or one of its runs changed.
         */
        StatusMessage: {
            /**
             * Diverged At
             * @default null
             */
            diverged_at: number | null;
            /**
             * Error
             * @default null
             */
            error: string | null;
            /** Job */
            job: string | null;
            /**
             * Outcome
             * @default null
             */
            outcome: ("completed" | "diverged" | "stopped_early") | null;
            /** Run */
            run: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "starting" | "running" | "paused" | "succeeded" | "failed" | "cancelled" | "lost";
            /**
             * Step
             * @default null
             */
            step: number | null;
            /**
             * Timing
             * @default null
             */
            timing: {
                [key: string]: unknown;
            } | null;
            /**
             * Type
             * @constant
             */
            type: "status";
        };
        /**
         * StreamDistribution
         * @description New histograms of one quantity.
         */
        StreamDistribution: {
            /** Counts */
            counts: number[][][];
            /** Nonfinite */
            nonfinite: number[][];
            /** Shape */
            shape: number[];
            /** Steps */
            steps: number[];
        };
        /**
         * StreamSeries
         * @description New rows of one metric.
         */
        StreamSeries: {
            /** Shape */
            shape: number[];
            /** Steps */
            steps: number[];
            /** Values */
            values: (number | ("NaN" | "Infinity" | "-Infinity"))[] | (number | ("NaN" | "Infinity" | "-Infinity"))[][];
        };
        /**
         * StreamTicket
         * @description Admits one websocket, once, until `expires_at` (ISO 8601, UTC).
         */
        StreamTicket: {
            /** Expires At */
            expires_at: string;
            /** Ticket */
            ticket: string;
        };
        /**
         * Subscribe
         * @description Replaces what this client watches. Empty or absent `metrics` and `distributions` mean none.
         */
        Subscribe: {
            /** Cursors */
            cursors?: {
                [key: string]: components["schemas"]["Cursor"];
            };
            /** Distributions */
            distributions?: string[];
            /** Metrics */
            metrics?: string[];
            /** Runs */
            runs: string[];
            /**
             * Type
             * @constant
             */
            type: "subscribe";
        };
        /**
         * SubscribedMessage
         * @description The subscription stands: `cursors` say from where each run goes on, `unknown` which runs do not exist.
         */
        SubscribedMessage: {
            /** Cursors */
            cursors: {
                [key: string]: components["schemas"]["Cursor"];
            };
            /**
             * Type
             * @constant
             */
            type: "subscribed";
            /** Unknown */
            unknown: string[];
        };
        /**
         * TelemetryMessage
         * @description New rows of a run, up to and including batch `seq`.
         */
        TelemetryMessage: {
            /** Distributions */
            distributions: {
                [key: string]: components["schemas"]["StreamDistribution"];
            };
            /** Epoch */
            epoch: number;
            /** Run */
            run: string;
            /** Seq */
            seq: number;
            /** Series */
            series: {
                [key: string]: components["schemas"]["StreamSeries"];
            };
            /**
             * Type
             * @constant
             */
            type: "telemetry";
        };
        /**
         * Text
         * @description The same words in English and Korean.
         */
        Text: {
            /** En */
            en: string;
            /** Ko */
            ko: string;
        };
        /**
         * Timing
         * @description When a run was made, began and ended (ISO 8601, UTC), and for how many seconds it trained.
         */
        Timing: {
            /** Created At */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
            /** Seconds */
            seconds: number | null;
            /** Started At */
            started_at: string | null;
        };
        /**
         * VariantComparison
         * @description One variant's replicates at the compared step.
         */
        VariantComparison: {
            difference: components["schemas"]["PairedDifference"] | null;
            interval: components["schemas"]["Interval"];
            /** Label */
            label: string;
            /** Mean */
            mean: number | ("NaN" | "Infinity" | "-Infinity");
            /** N */
            n: number;
            /** Standard Deviation */
            standard_deviation: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Variant */
            variant: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
