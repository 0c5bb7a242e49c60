// Made by `npm run types` from the server's models. Do not edit.
export interface paths {
    "/api/v1/attempts/{attempt_id}/runs/{run_id}/source": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Source
         * @description The weights that a run starts from (its `warm_start`), as safetensors, for the producer that trains it.
         */
        get: operations["read_source_api_v1_attempts__attempt_id__runs__run_id__source_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attempts/{attempt_id}/telemetry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take Batch
         * @description A producer's batch of frames. The answer says what is stored and what the user wants.
         */
        post: operations["take_batch_api_v1_attempts__attempt_id__telemetry_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Catalog
         * @description Families and their members: formula, source, parameters as JSON Schema, default, preview curve.
         */
        get: operations["read_catalog_api_v1_catalog_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/catalog/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw Member
         * @description The drawing of a member with parameters of one's own, by the same definitions as the catalog's; null for none.
         */
        post: operations["draw_member_api_v1_catalog_preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Datasets
         * @description All uploaded tables, newest first.
         */
        get: operations["list_datasets_api_v1_datasets_get"];
        put?: never;
        /**
         * Upload Dataset
         * @description Upload a table: CSV (UTF-8, with a header), NPZ without pickle, or Parquet.
         */
        post: operations["upload_dataset_api_v1_datasets_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/datasets/{dataset_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Dataset
         * @description One uploaded table: its columns with their types and gaps, its first rows, what can be predicted.
         */
        get: operations["read_dataset_api_v1_datasets__dataset_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Dataset
         * @description Delete an uploaded table; one that a job needs which has not ended is 409.
         */
        delete: operations["delete_dataset_api_v1_datasets__dataset_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Jobs
         * @description All jobs, newest first, a page at a time.
         */
        get: operations["list_jobs_api_v1_jobs_get"];
        put?: never;
        /**
         * Launch Job
         * @description Launch a job.
         */
        post: operations["launch_job_api_v1_jobs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Job
         * @description One job with its runs.
         */
        get: operations["read_job_api_v1_jobs__job_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Job
         * @description Delete an ended job, its rows and files; one that has not ended is 409.
         */
        delete: operations["delete_job_api_v1_jobs__job_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Job
         * @description End a job for good; its rows stay.
         */
        post: operations["cancel_job_api_v1_jobs__job_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare Variants
         * @description Per variant n, mean, standard deviation, 95 % interval, the paired difference to the first variant, and how soon
         *     its runs reach a target.
         */
        get: operations["compare_variants_api_v1_jobs__job_id__comparison_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause Job
         * @description Hold a job.
         */
        post: operations["pause_job_api_v1_jobs__job_id__pause_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume Job
         * @description Go on with a held job.
         */
        post: operations["resume_job_api_v1_jobs__job_id__resume_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/landscapes/{landscape_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Landscape
         * @description One landscape as far as it is: ask again for the rows that follow.
         */
        get: operations["read_landscape_api_v1_landscapes__landscape_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Landscape
         * @description Delete a landscape that has ended; one that has not is 409.
         */
        delete: operations["delete_landscape_api_v1_landscapes__landscape_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/landscapes/{landscape_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Landscape
         * @description End a landscape; its rows stay. One that has ended stays as it is.
         */
        post: operations["cancel_landscape_api_v1_landscapes__landscape_id__cancel_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Presets
         * @description Experiments at one click: title and caption in English and Korean, and the body to launch.
         */
        get: operations["read_presets_api_v1_presets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Run
         * @description Open a run for training that the server does not own; the token is shown once.
         */
        post: operations["open_run_api_v1_runs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Run
         * @description Spec, status, outcome, layers, metrics and distributions on offer, timing, cursor.
         */
        get: operations["read_run_api_v1_runs__run_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run_id}/diagnoses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Diagnoses
         * @description What is wrong with a run: rule, layers, first step, evidence, remedies.
         */
        get: operations["read_diagnoses_api_v1_runs__run_id__diagnoses_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run_id}/distributions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Distributions
         * @description Histograms of a quantity per layer: at a step, or in a range; with neither, the latest.
         */
        get: operations["read_distributions_api_v1_runs__run_id__distributions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run_id}/landscapes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Landscapes
         * @description The landscapes of a run, newest first, without their values.
         */
        get: operations["list_landscapes_api_v1_runs__run_id__landscapes_get"];
        put?: never;
        /**
         * Ask Landscape
         * @description Have the loss computed on a line or a plane through a run's weights: random filter-normalised directions, or the
         *     principal components of its trajectory.
         */
        post: operations["ask_landscape_api_v1_runs__run_id__landscapes_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run_id}/points": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Points
         * @description The samples of a data set of two features (of a regression, also of one) and the limits of the grid on which the
         *     network is drawn; 404 for other data.
         */
        get: operations["read_points_api_v1_runs__run_id__points_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run_id}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Series
         * @description Rows of some metrics: JSON, CSV (step, metric, layer, value) or Parquet, as Accept says. The run's clock is read
         *     as `train_seconds`: seconds of training at some steps, which is no metric on offer.
         */
        get: operations["read_series_api_v1_runs__run_id__series_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run_id}/theory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Theory
         * @description What theory predicts of a run from its spec alone, to be drawn over what was measured.
         */
        get: operations["read_theory_api_v1_runs__run_id__theory_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run_id}/weights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Weights
         * @description The network's parameters as safetensors: `hidden_1.kernel` (inputs, outputs), `hidden_1.bias`, and so on.
         */
        get: operations["read_weights_api_v1_runs__run_id__weights_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issue Ticket
         * @description A ticket for one websocket, good for half a minute.
         */
        post: operations["issue_ticket_api_v1_stream_tickets_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/surfaces/trajectories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Draw Trajectories
         * @description Paths of optimizers on a function of two variables, with the update rules that training uses.
         */
        post: operations["draw_trajectories_api_v1_surfaces_trajectories_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is Alive
         * @description The process answers.
         */
        get: operations["is_alive_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Metrics
         * @description Counters for Prometheus.
         */
        get: operations["read_metrics_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is Ready
         * @description The store is open and the queue runs (200), or not (503).
         */
        get: operations["is_ready_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Adadelta
         * @description Steps measured by the size of past steps: it has a unit of its own, and hardly needs a learning rate.
         */
        Adadelta: {
            /**
             * Epsilon
             * @description Keeps the divisor above 0.
             * @default 0.000001
             */
            epsilon: number;
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 1
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "adadelta";
            /**
             * Rho
             * @description Decay of the moving average.
             * @default 0.9
             */
            rho: number;
        };
        /**
         * Adagrad
         * @description AdaGrad.
         */
        Adagrad: {
            /**
             * Epsilon
             * @description Keeps the divisor above 0.
             * @default 1e-10
             */
            epsilon: number;
            /**
             * Form
             * @description The textbook's rule, or the library's where the two differ.
             * @default textbook
             * @enum {string}
             */
            form: "textbook" | "optax";
            /**
             * Initial Accumulator
             * @description First value of the accumulator s.
             * @default 0
             */
            initial_accumulator: number;
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.01
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "adagrad";
        };
        /**
         * Adam
         * @description Adam.
         */
        Adam: {
            /**
             * Beta 1
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta_1: number;
            /**
             * Beta 2
             * @description Decay of the moving average.
             * @default 0.999
             */
            beta_2: number;
            /**
             * Epsilon
             * @description Keeps the divisor above 0.
             * @default 1e-8
             */
            epsilon: number;
            /**
             * Form
             * @description The textbook's rule, or the library's where the two differ.
             * @default textbook
             * @enum {string}
             */
            form: "textbook" | "optax";
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.001
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "adam";
        };
        /**
         * Adamax
         * @description Adam with the largest gradient of late in place of the root mean square.
         */
        Adamax: {
            /**
             * Beta 1
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta_1: number;
            /**
             * Beta 2
             * @description Decay of the moving average.
             * @default 0.999
             */
            beta_2: number;
            /**
             * Epsilon
             * @description Keeps the divisor above 0.
             * @default 1e-8
             */
            epsilon: number;
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.002
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "adamax";
        };
        /**
         * AdamW
         * @description Adam with weight decay apart from the gradient.
         */
        AdamW: {
            /**
             * Beta 1
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta_1: number;
            /**
             * Beta 2
             * @description Decay of the moving average.
             * @default 0.999
             */
            beta_2: number;
            /**
             * Epsilon
             * @description Keeps the divisor above 0.
             * @default 1e-8
             */
            epsilon: number;
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.001
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "adamw";
            /**
             * Weight Decay
             * @description Share of a kernel, times η, taken off at each step.
             * @default 0.0001
             */
            weight_decay: number;
        };
        /**
         * Adaptive
         * @description Scales the gradient of each unit to the threshold times the norm of the unit's own weights.
         */
        Adaptive: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "adaptive";
            /**
             * Threshold
             * @description Largest norm of a unit's gradient over its weights'.
             * @default 0.01
             */
            threshold: number;
        };
        /**
         * AmsGrad
         * @description Adam whose divisor never shrinks.
         */
        AmsGrad: {
            /**
             * Beta 1
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta_1: number;
            /**
             * Beta 2
             * @description Decay of the moving average.
             * @default 0.999
             */
            beta_2: number;
            /**
             * Epsilon
             * @description Keeps the divisor above 0.
             * @default 1e-8
             */
            epsilon: number;
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.001
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "amsgrad";
        };
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
         * Axis
         * @description One thing that varies: a path into the base, and the values that it takes.
         */
        Axis: {
            /** Path */
            path: string;
            /** Values */
            values: unknown[];
        };
        /**
         * BaseSpec
         * @description What a job asks for before anything varies; the values here are the defaults.
         */
        BaseSpec: {
            /**
             * Dataset
             * @default {
             *       "batch_size": 64,
             *       "label_noise": 0,
             *       "name": "digits",
             *       "samples": null,
             *       "split": "random",
             *       "standardize": "auto",
             *       "validation_fraction": 0.2
             *     }
             */
            dataset: components["schemas"]["Digits"] | components["schemas"]["BreastCancer"] | components["schemas"]["Wine"] | components["schemas"]["Diabetes"] | components["schemas"]["Spirals"] | components["schemas"]["Moons"] | components["schemas"]["Circles"] | components["schemas"]["Xor"] | components["schemas"]["Gaussians"] | components["schemas"]["Checkerboard"] | components["schemas"]["Sine"] | components["schemas"]["GaussianNoise"] | components["schemas"]["Mnist"] | components["schemas"]["FashionMnist"] | components["schemas"]["Cifar10"] | components["schemas"]["Upload"];
            /** @default null */
            early_stopping: components["schemas"]["EarlyStoppingSpec"] | null;
            /**
             * Execution
             * @default exact
             * @enum {string}
             */
            execution: "exact" | "batched";
            /**
             * Gradient Clipping
             * @default null
             */
            gradient_clipping: (components["schemas"]["Value"] | components["schemas"]["Norm"] | components["schemas"]["GlobalNorm"] | components["schemas"]["Adaptive"]) | null;
            /**
             * Loss
             * @default null
             */
            loss: (components["schemas"]["CrossEntropy"] | components["schemas"]["SquaredError"] | components["schemas"]["Huber"]) | null;
            /**
             * Model
             * @default {
             *       "activation": {
             *         "name": "relu"
             *       },
             *       "dropout": 0,
             *       "hidden_sizes": [
             *         64,
             *         64,
             *         64
             *       ],
             *       "initializer": {
             *         "name": "he_normal"
             *       },
             *       "name": "mlp",
             *       "normalization": null,
             *       "overrides": {},
             *       "residual": false
             *     }
             */
            model: components["schemas"]["Mlp"] | components["schemas"]["Cnn"];
            /**
             * Optimizer
             * @default {
             *       "beta_1": 0.9,
             *       "beta_2": 0.999,
             *       "epsilon": 1e-8,
             *       "form": "textbook",
             *       "learning_rate": 0.001,
             *       "name": "adam"
             *     }
             */
            optimizer: components["schemas"]["Sgd"] | components["schemas"]["Momentum"] | components["schemas"]["Nesterov"] | components["schemas"]["Adagrad"] | components["schemas"]["Rmsprop"] | components["schemas"]["Adam"] | components["schemas"]["AdamW"] | components["schemas"]["Nadam"] | components["schemas"]["Adamax"] | components["schemas"]["Adadelta"] | components["schemas"]["AmsGrad"] | components["schemas"]["RAdam"] | components["schemas"]["Lion"] | components["schemas"]["Muon"] | components["schemas"]["ScheduleFreeSgd"];
            /**
             * Precision
             * @default float32
             * @enum {string}
             */
            precision: "float32" | "float64";
            /**
             * @default {
             *       "l1": 0,
             *       "l2": 0,
             *       "max_norm": null
             *     }
             */
            regularization: components["schemas"]["RegularizationSpec"];
            /**
             * Schedule
             * @default {
             *       "name": "constant"
             *     }
             */
            schedule: components["schemas"]["dynascope__catalog__schedules__Constant"] | components["schemas"]["PiecewiseConstant"] | components["schemas"]["Exponential"] | components["schemas"]["Power"] | components["schemas"]["Performance"] | components["schemas"]["Linear"] | components["schemas"]["Cosine"] | components["schemas"]["WarmupCosine"] | components["schemas"]["OneCycle"] | components["schemas"]["RangeTest"];
            /**
             * Steps
             * @default 1000
             */
            steps: number;
            /**
             * @default {
             *       "curvature_every": null,
             *       "distributions_every": null,
             *       "evaluation_every": null,
             *       "layers_every": null,
             *       "probe_samples": 512
             *     }
             */
            telemetry: components["schemas"]["TelemetrySpec"];
            /** @default null */
            warm_start: components["schemas"]["WarmStart"] | null;
        };
        /**
         * Batch
         * @description Over the batch (and, of a convolution, all positions), with the biased variance, also in the moving averages.
         */
        Batch: {
            /**
             * Epsilon
             * @description Added to the variance.
             * @default 0.00001
             */
            epsilon: number;
            /**
             * Momentum
             * @description Share of the old value in the moving averages.
             * @default 0.99
             */
            momentum: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "batch";
            /**
             * Position
             * @description Whether it stands before the activation or after it.
             * @default before_activation
             * @enum {string}
             */
            position: "before_activation" | "after_activation";
        };
        /**
         * BatchAnswer
         * @description The last `seq` stored of each run, and what the user wants.
         */
        BatchAnswer: {
            /** Acked */
            acked: {
                [key: string]: number;
            };
            /** Commands */
            commands: components["schemas"]["Command"][];
        };
        /**
         * Beale
         * @description Beale's function: plateaus with steep corners.
         */
        Beale: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "beale";
        };
        /**
         * BreastCancer
         * @description 569 tumours, 30 measurements, benign or malignant.
         */
        BreastCancer: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default breast_cancer
             * @constant
             */
            name: "breast_cancer";
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
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
         * @description One member of a family: formula in LaTeX, `parameters` as a JSON Schema, `defaults` their values.
         *
         *     `facts` are what is known of a data set without loading it: samples, features, classes (null for a regression).
         *     `library_formula` and `library_defaults` are the library's where they differ; `comparison` is a body of `POST /jobs`
         *     that compares the member, its first value, with what one would otherwise take. A surface has neither words nor a
         *     comparison.
         */
        CatalogMember: {
            /** Comparison */
            comparison: {
                [key: string]: unknown;
            } | null;
            /** Default */
            default: boolean;
            /** Defaults */
            defaults: {
                [key: string]: unknown;
            };
            /** Facts */
            facts: {
                [key: string]: number | null;
            };
            /** Formula */
            formula: string;
            /** Library Defaults */
            library_defaults: {
                [key: string]: number;
            };
            /** Library Formula */
            library_formula: string;
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            preview: components["schemas"]["Preview"] | null;
            /** Source */
            source: string;
            /** Summary */
            summary: string;
            /** Title */
            title: string;
            words: components["schemas"]["Words"] | null;
        };
        /**
         * Checkerboard
         * @description Uniform on the squares of one colour of a board over [-1, 1]²; the class is the colour, before noise is added.
         */
        Checkerboard: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default checkerboard
             * @constant
             */
            name: "checkerboard";
            /**
             * Noise
             * @description Standard deviation added to x and y.
             * @default 0.02
             */
            noise: number;
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Seed
             * @description Seed of the set itself.
             * @default 0
             */
            seed: number;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Squares
             * @description Squares along a side.
             * @default 4
             */
            squares: number;
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * Cifar10
         * @description 50,000 colour images of ten kinds of things, 32 × 32, scaled to [0, 1]: the official training set.
         */
        Cifar10: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default cifar10
             * @constant
             */
            name: "cifar10";
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * Circles
         * @description A circle of radius `factor` inside one of radius 1.
         */
        Circles: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Factor
             * @description Radius of the inner circle.
             * @default 0.5
             */
            factor: number;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default circles
             * @constant
             */
            name: "circles";
            /**
             * Noise
             * @description Standard deviation added to x and y.
             * @default 0.1
             */
            noise: number;
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Seed
             * @description Seed of the set itself.
             * @default 0
             */
            seed: number;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * Cnn
         * @description A convolutional network for images: convolution layers, then dense layers, then a linear output layer.
         */
        Cnn: {
            /**
             * Activation
             * @description Activation of every hidden layer.
             * @default {
             *       "name": "relu"
             *     }
             */
            activation: components["schemas"]["Sigmoid"] | components["schemas"]["Tanh"] | components["schemas"]["Relu"] | components["schemas"]["LeakyRelu"] | components["schemas"]["RRelu"] | components["schemas"]["PRelu"] | components["schemas"]["Elu"] | components["schemas"]["Selu"] | components["schemas"]["Gelu"] | components["schemas"]["Silu"] | components["schemas"]["Mish"] | components["schemas"]["Softplus"] | components["schemas"]["Softsign"] | components["schemas"]["HardTanh"] | components["schemas"]["Identity"];
            /**
             * Conv Layers
             * @description Convolution layers: channels, kernel, stride, padding, pooling of each.
             * @default [
             *       {
             *         "channels": 16,
             *         "kernel": 3,
             *         "padding": "same",
             *         "pooling": "max",
             *         "stride": 1
             *       },
             *       {
             *         "channels": 32,
             *         "kernel": 3,
             *         "padding": "same",
             *         "pooling": "max",
             *         "stride": 1
             *       }
             *     ]
             */
            conv_layers: components["schemas"]["ConvLayer"][];
            /**
             * Dropout
             * @description Probability that a hidden unit is dropped in training.
             * @default 0
             */
            dropout: number;
            /**
             * Hidden Sizes
             * @description Units of each dense layer behind the convolutions; [] for the output layer alone.
             * @default [
             *       64
             *     ]
             */
            hidden_sizes: number[];
            /**
             * Initializer
             * @description How kernels are drawn.
             * @default {
             *       "name": "he_normal"
             *     }
             */
            initializer: components["schemas"]["XavierNormal"] | components["schemas"]["XavierUniform"] | components["schemas"]["HeNormal"] | components["schemas"]["HeUniform"] | components["schemas"]["LecunNormal"] | components["schemas"]["LecunUniform"] | components["schemas"]["Normal"] | components["schemas"]["UniformFanIn"] | components["schemas"]["MeanField"] | components["schemas"]["Orthogonal"] | components["schemas"]["Zeros"] | components["schemas"]["dynascope__catalog__initializers__Constant"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "cnn";
            /**
             * Normalization
             * @description Normalisation of every hidden layer; null for none.
             * @default null
             */
            normalization: (components["schemas"]["Batch"] | components["schemas"]["Layer"]) | null;
            /**
             * Overrides
             * @description What single layers have otherwise, by the layer's name.
             */
            overrides?: {
                [key: string]: components["schemas"]["LayerOverride"];
            };
            /**
             * Residual
             * @description Skip connections: a hidden layer adds its input to its output where both have one shape.
             * @default false
             */
            residual: boolean;
        };
        /**
         * ColumnValue
         * @description A distinct value of a column, and in how many rows it stands.
         */
        ColumnValue: {
            /** Count */
            count: number;
            /** Value */
            value: string | boolean | number;
        };
        /**
         * Command
         * @description What the user wants of a producer; stated until it is so.
         */
        Command: {
            /**
             * Type
             * @enum {string}
             */
            type: "pause" | "resume" | "cancel";
        };
        /**
         * Comparison
         * @description All variants of a job at one step; for a metric with layers, of the layer named.
         *
         *     With `at_step`, `step` is the greatest of the steps of the rows that are compared.
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
            target: components["schemas"]["Target"] | null;
            /** Unit */
            unit: string;
            /** Variants */
            variants: components["schemas"]["VariantComparison"][];
        };
        /**
         * ConvLayer
         * @description One convolution layer: a square kernel, then, behind normalisation and activation, pooling over 2 × 2 windows.
         *
         *     Padding `same` puts zeros around the image, so that its sides become ⌈n / stride⌉ (the odd zero, if any, stands
         *     behind); `valid` puts none: ⌊(n − kernel) / stride⌋ + 1. Pooling halves the sides, an odd last row or column is left
         *     out; of equal maxima in a window, each gets its share of the gradient.
         */
        ConvLayer: {
            /**
             * Channels
             * @description Kernels, and so channels that the layer hands on.
             * @default 16
             */
            channels: number;
            /**
             * Kernel
             * @description Side of the kernel.
             * @default 3
             */
            kernel: number;
            /**
             * Padding
             * @description Zeros around the image, or none.
             * @default same
             * @enum {string}
             */
            padding: "same" | "valid";
            /**
             * Pooling
             * @description Over 2 × 2 windows, behind the activation; null for none.
             * @default null
             */
            pooling: ("max" | "average") | null;
            /**
             * Stride
             * @description Step of the kernel.
             * @default 1
             */
            stride: number;
        };
        /**
         * Cosine
         * @description Half a period of a cosine, from η₀ to a share of it.
         */
        Cosine: {
            /**
             * Decay Steps
             * @description Steps until the end; null is the run's own.
             * @default null
             */
            decay_steps: number | null;
            /**
             * Final Fraction
             * @description Share of η₀ that is left at the end.
             * @default 0
             */
            final_fraction: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "cosine";
        };
        /**
         * CrossEntropy
         * @description -log softmax(z)[class], in nats; for classes only.
         */
        CrossEntropy: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "cross_entropy";
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
         * Dataset
         * @description An uploaded table with its columns; `target` is the column that a job predicts where it names none.
         */
        Dataset: {
            /** Bytes */
            bytes: number;
            /** Column Count */
            column_count: number;
            /** Columns */
            columns: components["schemas"]["DatasetColumn"][];
            /** Created At */
            created_at: string;
            /** Dataset */
            dataset: string;
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "npz" | "parquet";
            /** Id */
            id: string;
            /** Name */
            name: string;
            preview: components["schemas"]["DatasetPreview"];
            /** Rows */
            rows: number;
            /** Target */
            target: string;
        };
        /**
         * DatasetColumn
         * @description One column of a table.
         *
         *     `missing` and `infinite` count rows; `minimum`, `maximum` and `mean` are of the finite numbers; `distinct` is null
         *     where there are more than 256 values, and `values` are the first 20 of them; `task` is what the column is as a
         *     target where a job leaves it open, null where it can be none; `stored_as` is the file's own name of its type.
         */
        DatasetColumn: {
            /** Distinct */
            distinct: number | null;
            /** Infinite */
            infinite: number;
            /**
             * Kind
             * @enum {string}
             */
            kind: "integer" | "number" | "boolean" | "category" | "unsupported";
            /** Maximum */
            maximum: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Mean */
            mean: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Minimum */
            minimum: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Missing */
            missing: number;
            /** Name */
            name: string;
            /** Stored As */
            stored_as: string;
            /** Task */
            task: ("classification" | "regression") | null;
            /** Values */
            values: components["schemas"]["ColumnValue"][];
        };
        /**
         * DatasetList
         * @description All uploaded tables, newest first; a file may have `limit_bytes`, and a name that ends in one of `endings`.
         */
        DatasetList: {
            /** Datasets */
            datasets: components["schemas"]["DatasetSummary"][];
            /** Endings */
            endings: string[];
            /** Limit Bytes */
            limit_bytes: number;
        };
        /**
         * DatasetPreview
         * @description The first rows of the first columns.
         */
        DatasetPreview: {
            /** Columns */
            columns: string[];
            /** Rows */
            rows: (string | boolean | number | null)[][];
        };
        /**
         * DatasetSummary
         * @description An uploaded table as it stands in the list; `dataset` is its name in a job.
         */
        DatasetSummary: {
            /** Bytes */
            bytes: number;
            /** Column Count */
            column_count: number;
            /** Created At */
            created_at: string;
            /** Dataset */
            dataset: string;
            /**
             * Format
             * @enum {string}
             */
            format: "csv" | "npz" | "parquet";
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Rows */
            rows: number;
        };
        /**
         * Diabetes
         * @description 442 patients, 10 measurements, progression after a year (regression).
         */
        Diabetes: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default diabetes
             * @constant
             */
            name: "diabetes";
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
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
         * @description A finding, as soon as it holds; those that held before are told after subscribing. Said again where its
         *     layers or its first step have changed: what a rule said last of a run is what holds. Said once more with `holds`
         *     false where rows that came since no longer show it; absent means true.
         */
        DiagnosisMessage: {
            /** Code */
            code: string;
            /** Evidence */
            evidence: components["schemas"]["Evidence"][];
            /** First Step */
            first_step: number;
            /**
             * Holds
             * @default true
             */
            holds: boolean;
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
         * Digits
         * @description 1,797 images of handwritten digits, 8 × 8, scaled to [0, 1] (divided by 16).
         */
        Digits: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default digits
             * @constant
             */
            name: "digits";
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
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
         * Constant
         * @description All the same value.
         */
        dynascope__catalog__initializers__Constant: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "constant";
            /**
             * Value
             * @description The value of every weight.
             * @default 0.1
             */
            value: number;
        };
        /**
         * Constant
         * @description η₀ at every step.
         */
        dynascope__catalog__schedules__Constant: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "constant";
        };
        /**
         * EarlyStoppingSpec
         * @description Stops a run that no longer improves on the validation split.
         *
         *     At every `every`-th step (null: ⌈steps/100⌉) `metric` is measured; it is better where it beats the best so far by
         *     more than `min_delta`. After `patience` measurements in a row that are not, the run ends; `restore_best` makes the
         *     network at the best measurement the final one, however the run ends.
         */
        EarlyStoppingSpec: {
            /**
             * Every
             * @default null
             */
            every: number | null;
            /**
             * Metric
             * @default loss/validation
             * @enum {string}
             */
            metric: "loss/validation" | "accuracy/validation";
            /**
             * Min Delta
             * @default 0
             */
            min_delta: number;
            /**
             * Patience
             * @default 10
             */
            patience: number;
            /**
             * Restore Best
             * @default true
             */
            restore_best: boolean;
        };
        /**
         * Elu
         * @description z above 0, alpha (exp(z) - 1) below.
         */
        Elu: {
            /**
             * Alpha
             * @description Minus the limit for z → −∞.
             * @default 1
             */
            alpha: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "elu";
        };
        /**
         * ErrorMessage
         * @description What was wrong with a client message. One that cannot be read closes the connection with 4400 after this;
         *     a run that does not exist (`not_found`) is told here, and the other runs go on.
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
         * @description What a job would cost: parameters of its largest network, steps of all runs, seconds, and what telemetry adds to
         *     the steps of the run that pays most for it.
         */
        Estimate: {
            /** Parameters */
            parameters: number;
            /** Seconds */
            seconds: number;
            /** Steps */
            steps: number;
            /** Watching */
            watching: components["schemas"]["WatchingCost"][];
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
         * Exponential
         * @description η₀ · 10^(-t / decay_steps): a tenth every decay_steps steps.
         */
        Exponential: {
            /**
             * Decay Steps
             * @description Steps until a tenth is left.
             * @default 1000
             */
            decay_steps: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "exponential";
        };
        /**
         * Expression
         * @description A formula of your own in x and y.
         */
        Expression: {
            /**
             * Expression
             * @description A formula in x and y, at most 200 characters.
             * @default x^2 + 10*y^2
             */
            expression: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "expression";
        };
        /**
         * FashionMnist
         * @description 60,000 images of clothes, 28 × 28, ten kinds, scaled to [0, 1]: the official training set.
         */
        FashionMnist: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default fashion_mnist
             * @constant
             */
            name: "fashion_mnist";
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
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
         * GaussianNoise
         * @description Unit Gaussian inputs with independent uniform labels, for propagation studies.
         */
        GaussianNoise: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Classes
             * @description Classes.
             * @default 10
             */
            classes: number;
            /**
             * Features
             * @description Width of one input.
             * @default 64
             */
            features: number;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default gaussian_noise
             * @constant
             */
            name: "gaussian_noise";
            /**
             * Samples
             * @description Samples drawn; null for 1,024.
             * @default 1024
             */
            samples: number | null;
            /**
             * Seed
             * @description Seed of the set itself.
             * @default 0
             */
            seed: number;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * Gaussians
         * @description Normal clouds with their centres evenly on the unit circle.
         */
        Gaussians: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Classes
             * @description Clouds, one class each.
             * @default 2
             */
            classes: number;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default gaussians
             * @constant
             */
            name: "gaussians";
            /**
             * Noise
             * @description Standard deviation of a cloud.
             * @default 0.4
             */
            noise: number;
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Seed
             * @description Seed of the set itself.
             * @default 0
             */
            seed: number;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * Gelu
         * @description z times the standard normal distribution function at z (exact, by erf).
         */
        Gelu: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "gelu";
        };
        /**
         * GlobalNorm
         * @description Scales the whole gradient to the threshold where its L2 norm is larger.
         */
        GlobalNorm: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "global_norm";
            /**
             * Threshold
             * @description Largest L2 norm of the whole gradient.
             * @default 1
             */
            threshold: number;
        };
        /**
         * HardTanh
         * @description z cut at -1 and 1.
         */
        HardTanh: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "hard_tanh";
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
         * HeNormal
         * @description Normal, standard deviation sqrt(2 / n).
         */
        HeNormal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "he_normal";
        };
        /**
         * HeUniform
         * @description Uniform in ± sqrt(6 / n).
         */
        HeUniform: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "he_uniform";
        };
        /**
         * Himmelblau
         * @description Himmelblau's function: four minima of equal depth.
         */
        Himmelblau: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "himmelblau";
        };
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /**
         * Huber
         * @description ½ error² up to delta, linear beyond, summed over the outputs; one-hot targets for classes.
         */
        Huber: {
            /**
             * Delta
             * @description Error from which the loss grows linearly.
             * @default 1
             */
            delta: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "huber";
        };
        /**
         * Identity
         * @description z: a linear network.
         */
        Identity: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "identity";
        };
        /**
         * Interval
         * @description A 95 % confidence interval of a mean (Student's t).
         */
        Interval: {
            /** High */
            high: number | ("NaN" | "Infinity" | "-Infinity");
            /** Low */
            low: number | ("NaN" | "Infinity" | "-Infinity");
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
            /**
             * Origin
             * @enum {string}
             */
            origin: "local" | "external";
            /** Request */
            request: {
                [key: string]: unknown;
            } | null;
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
            /**
             * Wish
             * @enum {string}
             */
            wish: "run" | "pause" | "cancel";
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
         * JobRequest
         * @description The body of `POST /jobs`. At most one of `vary` and `variants`.
         */
        JobRequest: {
            /**
             * @default {
             *       "dataset": {
             *         "batch_size": 64,
             *         "label_noise": 0,
             *         "name": "digits",
             *         "samples": null,
             *         "split": "random",
             *         "standardize": "auto",
             *         "validation_fraction": 0.2
             *       },
             *       "early_stopping": null,
             *       "execution": "exact",
             *       "gradient_clipping": null,
             *       "loss": null,
             *       "model": {
             *         "activation": {
             *           "name": "relu"
             *         },
             *         "dropout": 0,
             *         "hidden_sizes": [
             *           64,
             *           64,
             *           64
             *         ],
             *         "initializer": {
             *           "name": "he_normal"
             *         },
             *         "name": "mlp",
             *         "normalization": null,
             *         "overrides": {},
             *         "residual": false
             *       },
             *       "optimizer": {
             *         "beta_1": 0.9,
             *         "beta_2": 0.999,
             *         "epsilon": 1e-8,
             *         "form": "textbook",
             *         "learning_rate": 0.001,
             *         "name": "adam"
             *       },
             *       "precision": "float32",
             *       "regularization": {
             *         "l1": 0,
             *         "l2": 0,
             *         "max_norm": null
             *       },
             *       "schedule": {
             *         "name": "constant"
             *       },
             *       "steps": 1000,
             *       "telemetry": {
             *         "curvature_every": null,
             *         "distributions_every": null,
             *         "evaluation_every": null,
             *         "layers_every": null,
             *         "probe_samples": 512
             *       },
             *       "warm_start": null
             *     }
             */
            base: components["schemas"]["BaseSpec"];
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Seeds
             * @default [
             *       0
             *     ]
             */
            seeds: (number | components["schemas"]["SeedParts"])[];
            /**
             * Variants
             * @default null
             */
            variants: components["schemas"]["Variant"][] | null;
            /**
             * Vary
             * @default null
             */
            vary: components["schemas"]["Axis"][] | null;
        };
        /**
         * JobSummary
         * @description A job as it stands in the list: without its runs.
         *
         *     `status` is what it does, `wish` what the user wants of it; `origin` is who trains; `request` is the body that
         *     launched it (null where somebody else trains).
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
            /**
             * Origin
             * @enum {string}
             */
            origin: "local" | "external";
            /** Request */
            request: {
                [key: string]: unknown;
            } | null;
            /** Run Count */
            run_count: number;
            /** Started At */
            started_at: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "starting" | "running" | "paused" | "succeeded" | "failed" | "cancelled" | "lost";
            /**
             * Wish
             * @enum {string}
             */
            wish: "run" | "pause" | "cancel";
        };
        /**
         * Landscape
         * @description One landscape.
         *
         *     `values[row][column]` is the mean loss at the row's coordinate on the last axis and the column's on the first (on a
         *     line there is one axis and one column), rows from `from_row` on, those that are whole: `rows` of `rows_total` are.
         *     Axes, trajectory and the loss in the centre are null until they are known, `cosine` (between the two directions) on
         *     a line, `explained_variance` (each axis' share of the variance of the weights along the run) and `trajectory` for
         *     random directions.
         */
        Landscape: {
            /** Axes */
            axes: components["schemas"]["LandscapeAxis"][] | null;
            /** Centre Loss */
            centre_loss: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Cosine */
            cosine: number | null;
            /** Created At */
            created_at: string;
            /** Error */
            error: string | null;
            /** Explained Variance */
            explained_variance: number[] | null;
            /** Finished At */
            finished_at: string | null;
            /** From Row */
            from_row: number;
            /** Id */
            id: string;
            progress: components["schemas"]["LandscapeProgress"];
            /** Request */
            request: {
                [key: string]: unknown;
            };
            /** Rows */
            rows: number;
            /** Rows Total */
            rows_total: number;
            /** Run Id */
            run_id: string;
            /** Started At */
            started_at: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            /** Step */
            step: number | null;
            trajectory: components["schemas"]["LandscapeTrajectory"] | null;
            /** Unit */
            unit: string;
            /** Values */
            values: (number | ("NaN" | "Infinity" | "-Infinity"))[][];
        };
        /**
         * LandscapeAxis
         * @description Points along one direction; `length` is the L2 norm of the direction: how far the weights move from 0 to 1.
         */
        LandscapeAxis: {
            /** Coordinates */
            coordinates: number[];
            /** Length */
            length: number;
        };
        /**
         * LandscapeList
         * @description The landscapes of one run, newest first.
         */
        LandscapeList: {
            /** Landscapes */
            landscapes: components["schemas"]["LandscapeSummary"][];
        };
        /**
         * LandscapeProgress
         * @description How far it is: waiting, training the run again (steps), evaluating (points).
         */
        LandscapeProgress: {
            /** Done */
            done: number;
            /**
             * Stage
             * @enum {string}
             */
            stage: "queued" | "training" | "evaluating";
            /** Total */
            total: number;
        };
        /**
         * LandscapeRequest
         * @description The loss of one network on a line or a plane through its weights.
         *
         *     `random` directions are filter-normalised (Li et al., 2018, section 4) and drawn from `seed` (null: 0); those of
         *     `trajectory` are the principal components of the weights along the run. `at` names the network in the centre: one
         *     that is stored, or the one after so many updates. `resolution` is the number of points along each side; `span`
         *     half of its length, null: 1 for random directions (each filter moved by its own norm), what holds the whole
         *     trajectory otherwise. `samples` takes the first so many of the split, null: all.
         */
        LandscapeRequest: {
            /**
             * At
             * @default final
             */
            at: ("initial" | "final" | "best") | number;
            /**
             * Dimensions
             * @default 2
             * @enum {integer}
             */
            dimensions: 1 | 2;
            /**
             * Kind
             * @default random
             * @enum {string}
             */
            kind: "random" | "trajectory";
            /**
             * Resolution
             * @default 41
             */
            resolution: number;
            /**
             * Samples
             * @default null
             */
            samples: number | null;
            /**
             * Seed
             * @default null
             */
            seed: number | null;
            /**
             * Span
             * @default null
             */
            span: number | null;
            /**
             * Split
             * @default training
             * @enum {string}
             */
            split: "training" | "validation";
        };
        /**
         * LandscapeSummary
         * @description A landscape as it stands in the list. `request` has all its fields, `step` is that of the network in the centre
         *     (null where it is not known).
         */
        LandscapeSummary: {
            /** Created At */
            created_at: string;
            /** Error */
            error: string | null;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: string;
            progress: components["schemas"]["LandscapeProgress"];
            /** Request */
            request: {
                [key: string]: unknown;
            };
            /** Run Id */
            run_id: string;
            /** Started At */
            started_at: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            /** Step */
            step: number | null;
        };
        /**
         * LandscapeTrajectory
         * @description The run's path, `coordinates[snapshot][axis]`, and what its drawing on the plane leaves out: `distances` from the
         *     plane (L2 norm of the weights), the true `losses` of the snapshots, and those at their feet on the plane.
         */
        LandscapeTrajectory: {
            /** Coordinates */
            coordinates: number[][];
            /** Distances */
            distances: number[];
            /** Losses */
            losses: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            /** Projected Losses */
            projected_losses: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            /** Steps */
            steps: number[];
        };
        /**
         * Layer
         * @description Over all units of the layer (of a convolution: all positions and channels), for each sample by itself.
         */
        Layer: {
            /**
             * Epsilon
             * @description Added to the variance.
             * @default 0.00001
             */
            epsilon: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "layer";
            /**
             * Position
             * @description Whether it stands before the activation or after it.
             * @default before_activation
             * @enum {string}
             */
            position: "before_activation" | "after_activation";
        };
        /**
         * LayerOverride
         * @description What one layer has otherwise than `model` says; a field that is absent stays as it is.
         */
        LayerOverride: {
            /**
             * Activation
             * @default null
             */
            activation: (components["schemas"]["Sigmoid"] | components["schemas"]["Tanh"] | components["schemas"]["Relu"] | components["schemas"]["LeakyRelu"] | components["schemas"]["RRelu"] | components["schemas"]["PRelu"] | components["schemas"]["Elu"] | components["schemas"]["Selu"] | components["schemas"]["Gelu"] | components["schemas"]["Silu"] | components["schemas"]["Mish"] | components["schemas"]["Softplus"] | components["schemas"]["Softsign"] | components["schemas"]["HardTanh"] | components["schemas"]["Identity"]) | null;
            /**
             * Dropout
             * @default null
             */
            dropout: number | null;
            /**
             * Initializer
             * @default null
             */
            initializer: (components["schemas"]["XavierNormal"] | components["schemas"]["XavierUniform"] | components["schemas"]["HeNormal"] | components["schemas"]["HeUniform"] | components["schemas"]["LecunNormal"] | components["schemas"]["LecunUniform"] | components["schemas"]["Normal"] | components["schemas"]["UniformFanIn"] | components["schemas"]["MeanField"] | components["schemas"]["Orthogonal"] | components["schemas"]["Zeros"] | components["schemas"]["dynascope__catalog__initializers__Constant"]) | null;
            /**
             * Normalization
             * @default null
             */
            normalization: (components["schemas"]["Batch"] | components["schemas"]["Layer"]) | null;
        };
        /**
         * LeakyRelu
         * @description max(a z, z) with a the slope below 0.
         */
        LeakyRelu: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "leaky_relu";
            /**
             * Negative Slope
             * @description Slope for z < 0.
             * @default 0.01
             */
            negative_slope: number;
        };
        /**
         * LecunNormal
         * @description Normal, standard deviation sqrt(1 / n).
         */
        LecunNormal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "lecun_normal";
        };
        /**
         * LecunUniform
         * @description Uniform in ± sqrt(3 / n).
         */
        LecunUniform: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "lecun_uniform";
        };
        /**
         * Linear
         * @description A straight line from η₀ to a share of it.
         */
        Linear: {
            /**
             * Decay Steps
             * @description Steps until the end; null is the run's own.
             * @default null
             */
            decay_steps: number | null;
            /**
             * Final Fraction
             * @description Share of η₀ that is left at the end.
             * @default 0
             */
            final_fraction: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "linear";
        };
        /**
         * Lion
         * @description The sign of an average of gradients: every weight moves by η.
         */
        Lion: {
            /**
             * Beta 1
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta_1: number;
            /**
             * Beta 2
             * @description Decay of the moving average.
             * @default 0.99
             */
            beta_2: number;
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.0001
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "lion";
            /**
             * Weight Decay
             * @description Share of a kernel, times η, taken off at each step.
             * @default 0.001
             */
            weight_decay: number;
        };
        /**
         * MeanField
         * @description W ~ N(0, sigma_w^2 / n), b ~ N(0, sigma_b^2).
         */
        MeanField: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "mean_field";
            /**
             * Sigma B
             * @description Standard deviation of the biases.
             * @default 0
             */
            sigma_b: number;
            /**
             * Sigma W
             * @description Standard deviation of the weights, times sqrt(n).
             * @default 1
             */
            sigma_w: number;
        };
        /**
         * MetricOnOffer
         * @description A series that this run promises; `layers` are those on its layer axis, null where it has none, `every` the steps
         *     between its rows, null where that is not known (rows 0 and N are always there).
         */
        MetricOnOffer: {
            /** Axes */
            axes: ("step" | "layer" | "cell")[];
            /** Definition */
            definition: string;
            /** Every */
            every: number | null;
            /** Layers */
            layers: string[] | null;
            /** Name */
            name: string;
            /**
             * Scale
             * @enum {string}
             */
            scale: "linear" | "log";
            /** Source */
            source: string;
            /** Unit */
            unit: string;
        };
        /**
         * Minimum
         * @description A local minimum.
         */
        Minimum: {
            /** X */
            x: number;
            /** Y */
            y: number;
            /** Z */
            z: number;
        };
        /**
         * Mish
         * @description z times tanh(softplus(z)).
         */
        Mish: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "mish";
        };
        /**
         * Mlp
         * @description A multilayer perceptron: dense layers, then a linear output layer.
         */
        Mlp: {
            /**
             * Activation
             * @description Activation of every hidden layer.
             * @default {
             *       "name": "relu"
             *     }
             */
            activation: components["schemas"]["Sigmoid"] | components["schemas"]["Tanh"] | components["schemas"]["Relu"] | components["schemas"]["LeakyRelu"] | components["schemas"]["RRelu"] | components["schemas"]["PRelu"] | components["schemas"]["Elu"] | components["schemas"]["Selu"] | components["schemas"]["Gelu"] | components["schemas"]["Silu"] | components["schemas"]["Mish"] | components["schemas"]["Softplus"] | components["schemas"]["Softsign"] | components["schemas"]["HardTanh"] | components["schemas"]["Identity"];
            /**
             * Dropout
             * @description Probability that a hidden unit is dropped in training.
             * @default 0
             */
            dropout: number;
            /**
             * Hidden Sizes
             * @description Units of each hidden layer; [] is a linear model.
             * @default [
             *       64,
             *       64,
             *       64
             *     ]
             */
            hidden_sizes: number[];
            /**
             * Initializer
             * @description How kernels are drawn.
             * @default {
             *       "name": "he_normal"
             *     }
             */
            initializer: components["schemas"]["XavierNormal"] | components["schemas"]["XavierUniform"] | components["schemas"]["HeNormal"] | components["schemas"]["HeUniform"] | components["schemas"]["LecunNormal"] | components["schemas"]["LecunUniform"] | components["schemas"]["Normal"] | components["schemas"]["UniformFanIn"] | components["schemas"]["MeanField"] | components["schemas"]["Orthogonal"] | components["schemas"]["Zeros"] | components["schemas"]["dynascope__catalog__initializers__Constant"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "mlp";
            /**
             * Normalization
             * @description Normalisation of every hidden layer; null for none.
             * @default null
             */
            normalization: (components["schemas"]["Batch"] | components["schemas"]["Layer"]) | null;
            /**
             * Overrides
             * @description What single layers have otherwise, by the layer's name.
             */
            overrides?: {
                [key: string]: components["schemas"]["LayerOverride"];
            };
            /**
             * Residual
             * @description Skip connections: a hidden layer adds its input to its output where both have one shape.
             * @default false
             */
            residual: boolean;
        };
        /**
         * Mnist
         * @description 60,000 images of handwritten digits, 28 × 28, scaled to [0, 1]: the official training set.
         */
        Mnist: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default mnist
             * @constant
             */
            name: "mnist";
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * Momentum
         * @description Gradient descent with momentum.
         */
        Momentum: {
            /**
             * Beta
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta: number;
            /**
             * Form
             * @description The textbook's rule, or the library's where the two differ.
             * @default textbook
             * @enum {string}
             */
            form: "textbook" | "optax";
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.01
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "momentum";
        };
        /**
         * Moons
         * @description Two interleaving half circles: (cos a, sin a) and (1 - cos a, 1/2 - sin a), a uniform in [0, π].
         */
        Moons: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default moons
             * @constant
             */
            name: "moons";
            /**
             * Noise
             * @description Standard deviation added to x and y.
             * @default 0.15
             */
            noise: number;
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Seed
             * @description Seed of the set itself.
             * @default 0
             */
            seed: number;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * Muon
         * @description Momentum whose matrices are made orthogonal, for kernels of dense layers; Adam for all else.
         */
        Muon: {
            /**
             * Beta
             * @description Decay of the momentum of matrices.
             * @default 0.95
             */
            beta: number;
            /**
             * Beta 1
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta_1: number;
            /**
             * Beta 2
             * @description Decay of the moving average.
             * @default 0.999
             */
            beta_2: number;
            /**
             * Epsilon
             * @description Keeps the divisor above 0.
             * @default 1e-8
             */
            epsilon: number;
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.01
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "muon";
            /**
             * Weight Decay
             * @description Share of a kernel, times η, taken off at each step.
             * @default 0
             */
            weight_decay: number;
        };
        /**
         * Nadam
         * @description Adam with Nesterov's look-ahead in its momentum.
         */
        Nadam: {
            /**
             * Beta 1
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta_1: number;
            /**
             * Beta 2
             * @description Decay of the moving average.
             * @default 0.999
             */
            beta_2: number;
            /**
             * Epsilon
             * @description Keeps the divisor above 0.
             * @default 1e-8
             */
            epsilon: number;
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.001
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "nadam";
        };
        /**
         * Nesterov
         * @description Nesterov's accelerated gradient.
         */
        Nesterov: {
            /**
             * Beta
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta: number;
            /**
             * Form
             * @description The textbook's rule, or the library's where the two differ.
             * @default textbook
             * @enum {string}
             */
            form: "textbook" | "optax";
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.01
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "nesterov";
        };
        /**
         * Norm
         * @description Scales the gradient of each tensor to the threshold where its L2 norm is larger.
         */
        Norm: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "norm";
            /**
             * Threshold
             * @description Largest L2 norm of one tensor's gradient.
             * @default 1
             */
            threshold: number;
        };
        /**
         * Normal
         * @description Normal with the standard deviation given, whatever the layer's size.
         */
        Normal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "normal";
            /**
             * Stddev
             * @description Standard deviation.
             * @default 0.05
             */
            stddev: number;
        };
        /**
         * OneCycle
         * @description Up to η₀ and down far below the start, along cosines.
         */
        OneCycle: {
            /**
             * Cycle Steps
             * @description Steps until the end; null is the run's own.
             * @default null
             */
            cycle_steps: number | null;
            /**
             * End Division
             * @description First learning rate over the last.
             * @default 10000
             */
            end_division: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "one_cycle";
            /**
             * Peak Fraction
             * @description Share of the cycle at which η₀ is reached.
             * @default 0.3
             */
            peak_fraction: number;
            /**
             * Start Division
             * @description η₀ over the first learning rate.
             * @default 25
             */
            start_division: number;
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
         * Orthogonal
         * @description gain * Q with orthonormal rows or columns, from the QR decomposition of the standardised normals.
         */
        Orthogonal: {
            /**
             * Gain
             * @description Factor of the orthogonal matrix.
             * @default 1
             */
            gain: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "orthogonal";
        };
        /**
         * PairedDifference
         * @description This variant minus the first, over the seeds that both have.
         */
        PairedDifference: {
            interval: components["schemas"]["Interval"] | null;
            /** Mean */
            mean: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** N */
            n: number;
            /** Standard Deviation */
            standard_deviation: number | ("NaN" | "Infinity" | "-Infinity") | null;
        };
        /**
         * Performance
         * @description Cuts the learning rate by a factor where the validation loss has not fallen for a while.
         */
        Performance: {
            /**
             * Cooldown
             * @description Measurements after a cut that do not count.
             * @default 0
             */
            cooldown: number;
            /**
             * Every
             * @description Steps between measurements of the validation split; null is a hundredth of the run.
             * @default null
             */
            every: number | null;
            /**
             * Factor
             * @description Factor of a cut.
             * @default 0.1
             */
            factor: number;
            /**
             * Form
             * @description Keras's rule, as in the textbook, or the library's.
             * @default textbook
             * @enum {string}
             */
            form: "textbook" | "optax";
            /**
             * Min Delta
             * @description How much lower an improvement is; relative in Optax's form.
             * @default 0.0001
             */
            min_delta: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "performance";
            /**
             * Patience
             * @description Measurements without improvement before a cut.
             * @default 10
             */
            patience: number;
        };
        /**
         * PiecewiseConstant
         * @description Given rates after given steps; a new one holds from t = boundary. η₀ is not used.
         */
        PiecewiseConstant: {
            /**
             * Boundaries
             * @description Steps from which the next rate holds.
             * @default [
             *       500
             *     ]
             */
            boundaries: number[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "piecewise_constant";
            /**
             * Values
             * @description Learning rates, one more than boundaries.
             * @default [
             *       0.1,
             *       0.01
             *     ]
             */
            values: number[];
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
         * @description Samples of one or two features, their classes or targets `y`, all in their own units; `grid` are the limits
         *     between which the network is drawn, two a feature.
         */
        Points: {
            /** Classes */
            classes: number | null;
            /** Grid */
            grid: number[];
            /** Split */
            split: ("train" | "validation")[];
            /** X */
            x: number[][];
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
         * Power
         * @description η₀ / (1 + t / decay_steps)^exponent: a half after decay_steps steps, a third after twice as many, ...
         */
        Power: {
            /**
             * Decay Steps
             * @description Steps until a half is left (for exponent 1).
             * @default 1000
             */
            decay_steps: number;
            /**
             * Exponent
             * @description Exponent c.
             * @default 1
             */
            exponent: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "power";
        };
        /**
         * PRelu
         * @description max(a z, z) with a learned, one a layer.
         */
        PRelu: {
            /**
             * Initial Slope
             * @description First value of the slope for z < 0.
             * @default 0.25
             */
            initial_slope: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "prelu";
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
         * @description A drawing of a member: y over x, dy where the derivative tells something, `classes` of points.
         *
         *     `figures` are numbers that belong to the drawing, by name; `layers` what an initialiser predicts.
         */
        Preview: {
            /** Classes */
            classes: number[] | null;
            /** Dy */
            dy: (number | ("NaN" | "Infinity" | "-Infinity"))[] | null;
            /** Figures */
            figures: {
                [key: string]: number | ("NaN" | "Infinity" | "-Infinity");
            };
            /**
             * Kind
             * @enum {string}
             */
            kind: "activation" | "loss_of_margin" | "loss_of_error" | "schedule" | "weights" | "size" | "penalty" | "moving_average" | "sample_spread" | "points";
            layers: components["schemas"]["PreviewLayers"] | null;
            /** X */
            x: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            /** Y */
            y: (number | ("NaN" | "Infinity" | "-Infinity"))[];
        };
        /**
         * PreviewAnswer
         * @description The drawing of a member; null for one that is not drawn.
         */
        PreviewAnswer: {
            preview: components["schemas"]["Preview"] | null;
        };
        /**
         * PreviewLayers
         * @description Predicted per layer: variance of the pre-activations, and of the gradient relative to the last layer's.
         */
        PreviewLayers: {
            /** Backward */
            backward: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            /** Forward */
            forward: (number | ("NaN" | "Infinity" | "-Infinity"))[];
        };
        /**
         * PreviewRequest
         * @description The body of `POST /catalog/preview`: a family, one of its members as a spec writes it, and a setting.
         */
        PreviewRequest: {
            /**
             * Family
             * @description A family of the catalog.
             */
            family: string;
            /**
             * Member
             * @description A name, or an object with the name and parameters.
             */
            member: unknown;
            /**
             * @default {
             *       "activation": {
             *         "name": "relu"
             *       },
             *       "fan_in": 64,
             *       "fan_out": 64,
             *       "learning_rate": 0.1,
             *       "steps": 2000
             *     }
             */
            setting: components["schemas"]["Setting"];
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
            /** Params */
            params: {
                [key: string]: unknown;
            };
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
         * RAdam
         * @description Adam that waits with its divisor until the variance of that is known.
         */
        RAdam: {
            /**
             * Beta 1
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta_1: number;
            /**
             * Beta 2
             * @description Decay of the moving average.
             * @default 0.999
             */
            beta_2: number;
            /**
             * Epsilon
             * @description Keeps the divisor above 0.
             * @default 1e-8
             */
            epsilon: number;
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.001
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "radam";
        };
        /**
         * RangeTest
         * @description Grows by one factor a step from minimum to maximum over the run: finds a learning rate. η₀ is not used.
         */
        RangeTest: {
            /**
             * Maximum
             * @description Learning rate of the last step.
             * @default 10
             */
            maximum: number;
            /**
             * Minimum
             * @description Learning rate of the first step.
             * @default 0.000001
             */
            minimum: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "range_test";
        };
        /**
         * Rastrigin
         * @description Rastrigin's function: a bowl with a minimum near every pair of whole numbers.
         */
        Rastrigin: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "rastrigin";
        };
        /**
         * ReachedTarget
         * @description How soon the runs of a variant reach the target: `reached` of `n` have.
         *
         *     `steps` and `seconds` are medians over the runs, those that have not reached it counting as longer than any: null
         *     where the median is one of these. `seconds` is approximate, the steps at each run's mean speed, and null also while
         *     a speed is not known.
         */
        ReachedTarget: {
            /** N */
            n: number;
            /** Reached */
            reached: number;
            /** Seconds */
            seconds: number | null;
            /** Steps */
            steps: number | null;
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
         * RegularizationSpec
         * @description Penalties and bounds on kernels: l1 Σ|w| + (l2 / 2) Σw²; each unit's incoming weights at most `max_norm`.
         */
        RegularizationSpec: {
            /**
             * L1
             * @default 0
             */
            l1: number;
            /**
             * L2
             * @default 0
             */
            l2: number;
            /**
             * Max Norm
             * @default null
             */
            max_norm: number | null;
        };
        /**
         * Relu
         * @description max(0, z).
         */
        Relu: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "relu";
        };
        /**
         * Remedy
         * @description Overrides of the spec that can be launched beside the patient: `set` is that of a variant of `POST /jobs`.
         *
         *     `code` and `params` let a client say `label` in its own language.
         */
        Remedy: {
            /** Code */
            code: string;
            /** Label */
            label: string;
            /** Params */
            params: {
                [key: string]: unknown;
            };
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
         * Rmsprop
         * @description RMSProp.
         */
        Rmsprop: {
            /**
             * Beta
             * @description Decay of the moving average.
             * @default 0.9
             */
            beta: number;
            /**
             * Epsilon
             * @description Keeps the divisor above 0.
             * @default 1e-10
             */
            epsilon: number;
            /**
             * Form
             * @description The textbook's rule, or the library's where the two differ.
             * @default textbook
             * @enum {string}
             */
            form: "textbook" | "optax";
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.001
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "rmsprop";
        };
        /**
         * Rosenbrock
         * @description Rosenbrock's curved, nearly flat valley.
         */
        Rosenbrock: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "rosenbrock";
        };
        /**
         * RRelu
         * @description max(a z, z) with a slope drawn anew for each unit and sample in training, and its mean in evaluation.
         */
        RRelu: {
            /**
             * Lower
             * @description Smallest slope for z < 0.
             * @default 0.125
             */
            lower: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "rrelu";
            /**
             * Upper
             * @description Largest slope for z < 0.
             * @default 0.3333333333333333
             */
            upper: number;
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
            /** Epoch Steps */
            epoch_steps: number | null;
            /** Error */
            error: string | null;
            /** Id */
            id: string;
            /** Job Id */
            job_id: string;
            /** Key */
            key: string;
            /** Label */
            label: string;
            /** Layers */
            layers: string[];
            /** Metrics */
            metrics: components["schemas"]["MetricOnOffer"][];
            /**
             * Origin
             * @enum {string}
             */
            origin: "local" | "external";
            /** Outcome */
            outcome: ("completed" | "diverged" | "stopped_early") | null;
            /** Restored Step */
            restored_step: number | null;
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
            /** Stopped At */
            stopped_at: number | null;
            timing: components["schemas"]["Timing"];
            /** Variant */
            variant: number;
        };
        /**
         * RunSpec
         * @description One run: a base with its seed. Equal specs train equal bits on one machine.
         */
        RunSpec: {
            /**
             * Dataset
             * @default {
             *       "batch_size": 64,
             *       "label_noise": 0,
             *       "name": "digits",
             *       "samples": null,
             *       "split": "random",
             *       "standardize": "auto",
             *       "validation_fraction": 0.2
             *     }
             */
            dataset: components["schemas"]["Digits"] | components["schemas"]["BreastCancer"] | components["schemas"]["Wine"] | components["schemas"]["Diabetes"] | components["schemas"]["Spirals"] | components["schemas"]["Moons"] | components["schemas"]["Circles"] | components["schemas"]["Xor"] | components["schemas"]["Gaussians"] | components["schemas"]["Checkerboard"] | components["schemas"]["Sine"] | components["schemas"]["GaussianNoise"] | components["schemas"]["Mnist"] | components["schemas"]["FashionMnist"] | components["schemas"]["Cifar10"] | components["schemas"]["Upload"];
            /** @default null */
            early_stopping: components["schemas"]["EarlyStoppingSpec"] | null;
            /**
             * Execution
             * @default exact
             * @enum {string}
             */
            execution: "exact" | "batched";
            /**
             * Gradient Clipping
             * @default null
             */
            gradient_clipping: (components["schemas"]["Value"] | components["schemas"]["Norm"] | components["schemas"]["GlobalNorm"] | components["schemas"]["Adaptive"]) | null;
            /**
             * Loss
             * @default null
             */
            loss: (components["schemas"]["CrossEntropy"] | components["schemas"]["SquaredError"] | components["schemas"]["Huber"]) | null;
            /**
             * Model
             * @default {
             *       "activation": {
             *         "name": "relu"
             *       },
             *       "dropout": 0,
             *       "hidden_sizes": [
             *         64,
             *         64,
             *         64
             *       ],
             *       "initializer": {
             *         "name": "he_normal"
             *       },
             *       "name": "mlp",
             *       "normalization": null,
             *       "overrides": {},
             *       "residual": false
             *     }
             */
            model: components["schemas"]["Mlp"] | components["schemas"]["Cnn"];
            /**
             * Optimizer
             * @default {
             *       "beta_1": 0.9,
             *       "beta_2": 0.999,
             *       "epsilon": 1e-8,
             *       "form": "textbook",
             *       "learning_rate": 0.001,
             *       "name": "adam"
             *     }
             */
            optimizer: components["schemas"]["Sgd"] | components["schemas"]["Momentum"] | components["schemas"]["Nesterov"] | components["schemas"]["Adagrad"] | components["schemas"]["Rmsprop"] | components["schemas"]["Adam"] | components["schemas"]["AdamW"] | components["schemas"]["Nadam"] | components["schemas"]["Adamax"] | components["schemas"]["Adadelta"] | components["schemas"]["AmsGrad"] | components["schemas"]["RAdam"] | components["schemas"]["Lion"] | components["schemas"]["Muon"] | components["schemas"]["ScheduleFreeSgd"];
            /**
             * Precision
             * @default float32
             * @enum {string}
             */
            precision: "float32" | "float64";
            /**
             * @default {
             *       "l1": 0,
             *       "l2": 0,
             *       "max_norm": null
             *     }
             */
            regularization: components["schemas"]["RegularizationSpec"];
            /**
             * Schedule
             * @default {
             *       "name": "constant"
             *     }
             */
            schedule: components["schemas"]["dynascope__catalog__schedules__Constant"] | components["schemas"]["PiecewiseConstant"] | components["schemas"]["Exponential"] | components["schemas"]["Power"] | components["schemas"]["Performance"] | components["schemas"]["Linear"] | components["schemas"]["Cosine"] | components["schemas"]["WarmupCosine"] | components["schemas"]["OneCycle"] | components["schemas"]["RangeTest"];
            /**
             * Seed
             * @default 0
             */
            seed: number | components["schemas"]["SeedParts"];
            /**
             * Steps
             * @default 1000
             */
            steps: number;
            /**
             * @default {
             *       "curvature_every": null,
             *       "distributions_every": null,
             *       "evaluation_every": null,
             *       "layers_every": null,
             *       "probe_samples": 512
             *     }
             */
            telemetry: components["schemas"]["TelemetrySpec"];
            /** @default null */
            warm_start: components["schemas"]["WarmStart"] | null;
        };
        /**
         * RunSummary
         * @description A run as it stands in its job.
         *
         *     `diverged_at` is the step of the first loss that is not finite, `stopped_at` the one at which early stopping ended
         *     the run, `restored_step` the one whose network it put back as the final one.
         */
        RunSummary: {
            /** Diverged At */
            diverged_at: number | null;
            /** Error */
            error: string | null;
            /** Id */
            id: string;
            /** Key */
            key: string;
            /** Label */
            label: string;
            /** Outcome */
            outcome: ("completed" | "diverged" | "stopped_early") | null;
            /** Restored Step */
            restored_step: number | null;
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
            /** Stopped At */
            stopped_at: number | null;
            /** Variant */
            variant: number;
        };
        /**
         * Saddle
         * @description A saddle: a minimum along x, a maximum along y.
         */
        Saddle: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "saddle";
        };
        /**
         * ScheduleFreeSgd
         * @description Descent whose averaged iterates stand in for a decreasing learning rate.
         */
        ScheduleFreeSgd: {
            /**
             * Beta
             * @description Where the gradient is taken, between the descent (0) and its average (1).
             * @default 0.9
             */
            beta: number;
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.1
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "schedule_free_sgd";
        };
        /**
         * SeedParts
         * @description One seed for each source of chance.
         */
        SeedParts: {
            /**
             * Batch Order
             * @default 0
             */
            batch_order: number;
            /**
             * Dropout
             * @default 0
             */
            dropout: number;
            /**
             * Initial Weights
             * @default 0
             */
            initial_weights: number;
            /**
             * Split
             * @default 0
             */
            split: number;
        };
        /**
         * Selu
         * @description scale * ELU with the two constants that keep mean 0 and variance 1.
         */
        Selu: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "selu";
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
         * Setting
         * @description What a preview is drawn for beside the member's own parameters. Each family reads what concerns it.
         */
        Setting: {
            /**
             * Activation
             * @description Between the layers through which variances are predicted.
             * @default {
             *       "name": "relu"
             *     }
             */
            activation: components["schemas"]["Sigmoid"] | components["schemas"]["Tanh"] | components["schemas"]["Relu"] | components["schemas"]["LeakyRelu"] | components["schemas"]["RRelu"] | components["schemas"]["PRelu"] | components["schemas"]["Elu"] | components["schemas"]["Selu"] | components["schemas"]["Gelu"] | components["schemas"]["Silu"] | components["schemas"]["Mish"] | components["schemas"]["Softplus"] | components["schemas"]["Softsign"] | components["schemas"]["HardTanh"] | components["schemas"]["Identity"];
            /**
             * Fan In
             * @description Inputs of the layer whose weights are drawn.
             * @default 64
             */
            fan_in: number;
            /**
             * Fan Out
             * @description Outputs of that layer.
             * @default 64
             */
            fan_out: number;
            /**
             * Learning Rate
             * @description η₀ of a schedule.
             * @default 0.1
             */
            learning_rate: number;
            /**
             * Steps
             * @description Steps that a schedule is drawn over.
             * @default 2000
             */
            steps: number;
        };
        /**
         * Sgd
         * @description Gradient descent.
         */
        Sgd: {
            /**
             * Form
             * @description The textbook's rule, or the library's where the two differ.
             * @default textbook
             * @enum {string}
             */
            form: "textbook" | "optax";
            /**
             * Learning Rate
             * @description Learning rate η.
             * @default 0.01
             */
            learning_rate: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "sgd";
        };
        /**
         * Sigmoid
         * @description 1 / (1 + exp(-z)).
         */
        Sigmoid: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "sigmoid";
        };
        /**
         * Silu
         * @description z times the sigmoid of z.
         */
        Silu: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "silu";
        };
        /**
         * Sine
         * @description y = sin(π periods x) plus noise, x uniform in [-1, 1] (regression).
         */
        Sine: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default sine
             * @constant
             */
            name: "sine";
            /**
             * Noise
             * @description Standard deviation added to y.
             * @default 0.1
             */
            noise: number;
            /**
             * Periods
             * @description Periods of the wave over [-1, 1].
             * @default 2
             */
            periods: number;
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Seed
             * @description Seed of the set itself.
             * @default 0
             */
            seed: number;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * Softplus
         * @description log(1 + exp(z)): a smooth ReLU.
         */
        Softplus: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "softplus";
        };
        /**
         * Softsign
         * @description z / (1 + |z|): bounded as tanh is, with slower tails.
         */
        Softsign: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "softsign";
        };
        /**
         * Spirals
         * @description Arms of a spiral: radius r uniform in (0, 1], angle 2π (turns r + k / classes) for arm k, plus noise.
         */
        Spirals: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Classes
             * @description Arms, one class each.
             * @default 3
             */
            classes: number;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default spirals
             * @constant
             */
            name: "spirals";
            /**
             * Noise
             * @description Standard deviation added to x and y.
             * @default 0.05
             */
            noise: number;
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Seed
             * @description Seed of the set itself.
             * @default 0
             */
            seed: number;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Turns
             * @description Turns of an arm.
             * @default 0.75
             */
            turns: number;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * SquaredError
         * @description ½ ‖error‖²; one-hot targets for classes.
         */
        SquaredError: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "squared_error";
        };
        /**
         * Statement
         * @description A sentence by its code and parameters, and in English. Braces in `message` are filled in.
         */
        Statement: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Params */
            params: {
                [key: string]: unknown;
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
            /**
             * Restored Step
             * @default null
             */
            restored_step: number | null;
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
             * Stopped At
             * @default null
             */
            stopped_at: number | null;
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
         * StepSpan
         * @description From the least to the greatest of some steps.
         */
        StepSpan: {
            /** First */
            first: number;
            /** Last */
            last: number;
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
         * StyblinskiTang
         * @description The function of Styblinski and Tang: four minima of unequal depth.
         */
        StyblinskiTang: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "styblinski_tang";
        };
        /**
         * Subscribe
         * @description Replaces what this client watches. Empty or absent `metrics` and `distributions` mean none; a run without a
         *     cursor starts at its first row, also where this client has watched it before.
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
         * SurfaceGrid
         * @description The function's values on a grid: `z[row][column]` at `x[column]`, `y[row]`.
         */
        SurfaceGrid: {
            /** X */
            x: number[];
            /** Y */
            y: number[];
            /** Z */
            z: (number | ("NaN" | "Infinity" | "-Infinity"))[][];
        };
        /**
         * SurfaceShown
         * @description The function that the paths are on: formula in LaTeX, its known minima, and what was resolved from the request.
         *     `domain` is x from, x to, y from, y to.
         */
        SurfaceShown: {
            /** Domain */
            domain: [
                number,
                number,
                number,
                number
            ];
            /** Formula */
            formula: string;
            grid: components["schemas"]["SurfaceGrid"] | null;
            /** Minima */
            minima: components["schemas"]["Minimum"][];
            /** Name */
            name: string;
            /** @description What there is to learn on it. */
            note: components["schemas"]["Text"];
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            source: components["schemas"]["Text"];
            /** Start */
            start: [
                number,
                number
            ];
        };
        /**
         * Tanh
         * @description 2 / (1 + exp(-2z)) - 1.
         */
        Tanh: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "tanh";
        };
        /**
         * Target
         * @description What is to be reached: the first step whose row, or the mean of whose last `window` rows, is at most or at least
         *     `value`. `window` is 20 for `loss/train` and `accuracy/train`, whose rows are of one batch each, else 1.
         */
        Target: {
            /**
             * Direction
             * @enum {string}
             */
            direction: "at_most" | "at_least";
            /** Value */
            value: number | ("NaN" | "Infinity" | "-Infinity");
            /** Window */
            window: number;
        };
        /**
         * TelemetryBatch
         * @description What a producer posts, in msgpack: frames of the stream's schema (telemetry, status, artifact).
         */
        TelemetryBatch: {
            /** Frames */
            frames: {
                [key: string]: unknown;
            }[];
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
         * TelemetrySpec
         * @description How often what is measured. Null is the default cadence; `probe_samples` null is the whole training split.
         */
        TelemetrySpec: {
            /**
             * Curvature Every
             * @default null
             */
            curvature_every: number | null;
            /**
             * Distributions Every
             * @default null
             */
            distributions_every: number | null;
            /**
             * Evaluation Every
             * @default null
             */
            evaluation_every: number | null;
            /**
             * Layers Every
             * @default null
             */
            layers_every: number | null;
            /**
             * Probe Samples
             * @default 512
             */
            probe_samples: number | null;
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
         * Texts
         * @description The same list of sentences in English and Korean.
         */
        Texts: {
            /** En */
            en: string[];
            /** Ko */
            ko: string[];
        };
        /**
         * Theory
         * @description What theory predicts of a run from its spec; `reason` says why there are no curves, where there are none.
         */
        Theory: {
            /** Curves */
            curves: components["schemas"]["TheoryCurve"][];
            /** Lines */
            lines: components["schemas"]["TheoryLine"][];
            reason: components["schemas"]["Statement"] | null;
        };
        /**
         * TheoryCurve
         * @description A metric predicted layer by layer for row `step`; `formula` is LaTeX.
         *
         *     Where `relative_to` names a layer, `values` are in units of what was measured there at that row.
         */
        TheoryCurve: {
            /** Assumptions */
            assumptions: components["schemas"]["Statement"][];
            /** Formula */
            formula: string;
            /** Layers */
            layers: string[];
            /** Metric */
            metric: string;
            /** Relative To */
            relative_to: string | null;
            /** Source */
            source: string;
            /** Step */
            step: number;
            /** Values */
            values: (number | ("NaN" | "Infinity" | "-Infinity"))[];
        };
        /**
         * TheoryLine
         * @description A level of a metric over the steps: `value`, or `numerator` over the step's `learning_rate`.
         *
         *     Both are given where the learning rate is constant; where `numerator` is null the level does not depend on it.
         */
        TheoryLine: {
            /** Assumptions */
            assumptions: components["schemas"]["Statement"][];
            /** Code */
            code: string;
            /** Formula */
            formula: string;
            /** Metric */
            metric: string;
            /** Numerator */
            numerator: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** Source */
            source: string;
            /** Value */
            value: number | ("NaN" | "Infinity" | "-Infinity") | null;
        };
        /**
         * ThreeHumpCamel
         * @description The three-hump camel: one deep minimum between two shallow ones.
         */
        ThreeHumpCamel: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "three_hump_camel";
        };
        /**
         * Timing
         * @description When a run was made, began and ended (ISO 8601, UTC), and what it cost, as its producer says.
         */
        Timing: {
            /** Compile Seconds */
            compile_seconds: number | null;
            /** Created At */
            created_at: string;
            /** Finished At */
            finished_at: string | null;
            /** Started At */
            started_at: string | null;
            /** Steps Per Second */
            steps_per_second: number | null;
            /** Train Seconds */
            train_seconds: number | null;
        };
        /**
         * Trajectories
         * @description One path an optimizer, in the order of the request, and the surface.
         */
        Trajectories: {
            /** Paths */
            paths: components["schemas"]["Trajectory"][];
            surface: components["schemas"]["SurfaceShown"];
        };
        /**
         * Trajectory
         * @description The path of one optimizer. Row t describes the iterate after t updates: where it is, the function's value and
         *     the norm of its gradient there. A path ends before the step at which place or value is not a finite number.
         */
        Trajectory: {
            /** Diverged At */
            diverged_at: number | null;
            /** Gradient Norm */
            gradient_norm: (number | ("NaN" | "Infinity" | "-Infinity"))[];
            /** Label */
            label: string;
            /**
             * Optimizer
             * @description The optimizer with all its parameters.
             */
            optimizer: {
                [key: string]: unknown;
            };
            /** X */
            x: number[];
            /** Y */
            y: number[];
            /** Z */
            z: number[];
        };
        /**
         * TrajectoryRequest
         * @description Paths of optimizers from one start on one surface, with the figures of the training's own rules.
         *
         *     `start` and `domain` (x from, x to, y from, y to: what the grid covers) are the surface's own where null;
         *     `schedule` holds for all optimizers. `gradient_noise` is the standard deviation of a normal draw that is added to
         *     both components of each gradient, the same draw for all optimizers at a step. `grid` is the number of points of the
         *     surface along each side; null leaves the grid out.
         */
        TrajectoryRequest: {
            /**
             * Domain
             * @default null
             */
            domain: [
                number,
                number,
                number,
                number
            ] | null;
            /**
             * Gradient Noise
             * @default 0
             */
            gradient_noise: number;
            /**
             * Grid
             * @default 81
             */
            grid: number | null;
            /** Optimizers */
            optimizers?: (components["schemas"]["Sgd"] | components["schemas"]["Momentum"] | components["schemas"]["Nesterov"] | components["schemas"]["Adagrad"] | components["schemas"]["Rmsprop"] | components["schemas"]["Adam"] | components["schemas"]["AdamW"] | components["schemas"]["Nadam"] | components["schemas"]["Adamax"] | components["schemas"]["Adadelta"] | components["schemas"]["AmsGrad"] | components["schemas"]["RAdam"] | components["schemas"]["Lion"] | components["schemas"]["Muon"] | components["schemas"]["ScheduleFreeSgd"])[];
            /**
             * Schedule
             * @default {
             *       "name": "constant"
             *     }
             */
            schedule: components["schemas"]["dynascope__catalog__schedules__Constant"] | components["schemas"]["PiecewiseConstant"] | components["schemas"]["Exponential"] | components["schemas"]["Power"] | components["schemas"]["Performance"] | components["schemas"]["Linear"] | components["schemas"]["Cosine"] | components["schemas"]["WarmupCosine"] | components["schemas"]["OneCycle"] | components["schemas"]["RangeTest"];
            /**
             * Seed
             * @default 0
             */
            seed: number;
            /**
             * Start
             * @default null
             */
            start: [
                number,
                number
            ] | null;
            /**
             * Steps
             * @default 200
             */
            steps: number;
            /**
             * Surface
             * @default {
             *       "condition": 10,
             *       "name": "valley"
             *     }
             */
            surface: components["schemas"]["Valley"] | components["schemas"]["Rosenbrock"] | components["schemas"]["Beale"] | components["schemas"]["Himmelblau"] | components["schemas"]["Saddle"] | components["schemas"]["Rastrigin"] | components["schemas"]["StyblinskiTang"] | components["schemas"]["ThreeHumpCamel"] | components["schemas"]["Expression"];
        };
        /**
         * UniformFanIn
         * @description Uniform in ± 1 / sqrt(n), the common heuristic before Glorot and Bengio.
         */
        UniformFanIn: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "uniform_fan_in";
        };
        /**
         * Upload
         * @description A table that a user brought: some columns are the features, one is the target.
         */
        Upload: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Columns
             * @description The columns to predict from; null is all others.
             * @default null
             */
            columns: string[] | null;
            /**
             * @description Filled in by the server; need not be given.
             * @default null
             */
            facts: components["schemas"]["UploadFacts"] | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Missing
             * @description What happens where a feature is missing; impute: the training split's mean, or its most frequent category.
             * @default refuse
             * @enum {string}
             */
            missing: "refuse" | "impute";
            /** Name */
            name: string;
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Target
             * @description The column to predict; null is the last one.
             * @default null
             */
            target: string | null;
            /**
             * Task
             * @description What the target is; auto: classes where it holds texts, truth values, or at most 20 distinct whole numbers.
             * @default auto
             * @enum {string}
             */
            task: "auto" | "classification" | "regression";
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * UploadFacts
         * @description What a choice of target and columns makes of an upload: `features` after one-hot coding, `classes` null for a
         *     regression, `image` (height, width, channels) where the features are pixels.
         */
        UploadFacts: {
            /** Classes */
            classes: number | null;
            /**
             * Content
             * @description SHA-256 of the file as it was sent.
             */
            content: string;
            /** Features */
            features: number;
            /** Image */
            image: [
                number,
                number,
                number
            ] | null;
            /** Rows */
            rows: number;
            /** Target */
            target: string;
        };
        /** ValidationError */
        ValidationError: {
            /** Context */
            ctx?: Record<string, never>;
            /** Input */
            input?: unknown;
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
        };
        /**
         * Valley
         * @description An elongated valley: a quadratic bowl, `condition` times steeper along y than along x.
         */
        Valley: {
            /**
             * Condition
             * @description Curvature along y over curvature along x.
             * @default 10
             */
            condition: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "valley";
        };
        /**
         * Value
         * @description Cuts every component at plus and minus the threshold; the direction changes.
         */
        Value: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "value";
            /**
             * Threshold
             * @description Largest absolute value of a component.
             * @default 1
             */
            threshold: number;
        };
        /**
         * Variant
         * @description One variant written out: what is set in the base.
         */
        Variant: {
            /**
             * Label
             * @default null
             */
            label: string | null;
            /** Set */
            set: {
                [key: string]: unknown;
            };
        };
        /**
         * VariantComparison
         * @description One variant's replicates at the compared step; `n` is 0, and the figures null, where none has a row there.
         *
         *     `rows_at` are the steps of the rows that are compared, `to_target` is null where no target was asked for.
         */
        VariantComparison: {
            difference: components["schemas"]["PairedDifference"] | null;
            interval: components["schemas"]["Interval"] | null;
            /** Label */
            label: string;
            /** Mean */
            mean: number | ("NaN" | "Infinity" | "-Infinity") | null;
            /** N */
            n: number;
            rows_at: components["schemas"]["StepSpan"] | null;
            /** Standard Deviation */
            standard_deviation: number | ("NaN" | "Infinity" | "-Infinity") | null;
            to_target: components["schemas"]["ReachedTarget"] | null;
            /** Variant */
            variant: number;
        };
        /**
         * WarmStart
         * @description The first `layers` layers start from the final weights of an earlier run of this server (moving averages too),
         *     the others from their own initializers.
         *
         *     With `freeze` they are never changed: no gradient, penalty, momentum, weight decay or max-norm touches them, and a
         *     batch normalisation in them normalises by its moving averages, as in evaluation. Dropout in them stays.
         */
        WarmStart: {
            /**
             * Freeze
             * @description Whether these layers stay as they are.
             * @default false
             */
            freeze: boolean;
            /**
             * Layers
             * @description How many layers are taken, counted from the input.
             */
            layers: number;
            /**
             * Run Id
             * @description The run whose final weights are taken.
             */
            run_id: string;
            /**
             * Weights
             * @description SHA-256 of the source's weights file; null: the server fills it in.
             * @default null
             */
            weights: string | null;
        };
        /**
         * WarmupCosine
         * @description A straight line up to η₀, then half a period of a cosine down.
         */
        WarmupCosine: {
            /**
             * Decay Steps
             * @description Steps until the end, the warm-up's included; null is the run's own.
             * @default null
             */
            decay_steps: number | null;
            /**
             * Final Fraction
             * @description Share of η₀ that is left at the end.
             * @default 0
             */
            final_fraction: number;
            /**
             * Initial Fraction
             * @description Share of η₀ at the first step.
             * @default 0
             */
            initial_fraction: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "warmup_cosine";
            /**
             * Warmup Steps
             * @description Steps until η₀; null is a tenth of decay_steps.
             * @default null
             */
            warmup_steps: number | null;
        };
        /**
         * WatchingCost
         * @description What a cadence adds to a step: every so many steps a row, in all `percent` of a step without telemetry.
         */
        WatchingCost: {
            /**
             * Cadence
             * @enum {string}
             */
            cadence: "layers" | "evaluation" | "distributions" | "curvature";
            /** Every */
            every: number;
            /** Percent */
            percent: number;
        };
        /**
         * Wine
         * @description 178 wines, 13 measurements, 3 cultivars.
         */
        Wine: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default wine
             * @constant
             */
            name: "wine";
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * Words
         * @description What a reader reads about a member; `note` is how the library's form differs from the textbook's,
         *     `drawing` what the drawing takes for granted.
         */
        Words: {
            about: components["schemas"]["Text"];
            cons: components["schemas"]["Texts"];
            drawing: components["schemas"]["Text"] | null;
            note: components["schemas"]["Text"] | null;
            /** Parameters */
            parameters: {
                [key: string]: components["schemas"]["Text"];
            };
            pros: components["schemas"]["Texts"];
            source: components["schemas"]["Text"];
        };
        /**
         * XavierNormal
         * @description Normal, standard deviation sqrt(2 / (n + m)).
         */
        XavierNormal: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "xavier_normal";
        };
        /**
         * XavierUniform
         * @description Uniform in ± sqrt(6 / (n + m)).
         */
        XavierUniform: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "xavier_uniform";
        };
        /**
         * Xor
         * @description Uniform in [-1, 1]²; the class says whether x and y differ in sign before noise is added.
         */
        Xor: {
            /**
             * Batch Size
             * @description Samples a step; null for full batch.
             * @default 64
             */
            batch_size: number | null;
            /**
             * Label Noise
             * @description Probability that a training label is replaced by one drawn uniformly from all classes.
             * @default 0
             */
            label_noise: number;
            /**
             * Name
             * @default xor
             * @constant
             */
            name: "xor";
            /**
             * Noise
             * @description Standard deviation added to x and y.
             * @default 0.05
             */
            noise: number;
            /**
             * Samples
             * @description First n samples in the set's own order; null for all.
             * @default null
             */
            samples: number | null;
            /**
             * Seed
             * @description Seed of the set itself.
             * @default 0
             */
            seed: number;
            /**
             * Split
             * @description How the validation split is drawn.
             * @default random
             * @enum {string}
             */
            split: "random" | "stratified";
            /**
             * Standardize
             * @description Mean 0 and variance 1 by the training split's statistics; targets of a regression too.
             * @default auto
             * @enum {unknown}
             */
            standardize: "auto" | true | false;
            /**
             * Validation Fraction
             * @description Share held out for validation.
             * @default 0.2
             */
            validation_fraction: number;
        };
        /**
         * Zeros
         * @description All 0: symmetry is never broken in a net with hidden layers.
         */
        Zeros: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            name: "zeros";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    read_source_api_v1_attempts__attempt_id__runs__run_id__source_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt_id: string;
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    take_batch_api_v1_attempts__attempt_id__telemetry_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                attempt_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/msgpack": components["schemas"]["TelemetryBatch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/msgpack": components["schemas"]["BatchAnswer"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_catalog_api_v1_catalog_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalog"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draw_member_api_v1_catalog_preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewAnswer"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_datasets_api_v1_datasets_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetList"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upload_dataset_api_v1_datasets_post: {
        parameters: {
            query: {
                /** @description The file's name: .csv, .npz, .parquet, ... */
                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file itself. */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description The same file has been uploaded before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_dataset_api_v1_datasets__dataset_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dataset"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_dataset_api_v1_datasets__dataset_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_jobs_api_v1_jobs_get: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before. */
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    launch_job_api_v1_jobs_post: {
        parameters: {
            query?: {
                /** @description Expand, validate and estimate only. */
                dry_run?: boolean;
            };
            header?: {
                /** @description The same key with the same body answers the same job. */
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobRequest"];
            };
        };
        responses: {
            /** @description With `dry_run`: nothing was launched. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_job_api_v1_jobs__job_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_job_api_v1_jobs__job_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_job_api_v1_jobs__job_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    compare_variants_api_v1_jobs__job_id__comparison_get: {
        parameters: {
            query: {
                /** @description Instead of `step`: each run's last row at or before it. */
                at_step?: number | null;
                /** @description For a metric with layers. */
                layer?: string | null;
                metric: string;
                /** @description Null is the last step that all runs share. */
                step?: number | null;
                /** @description Also say how soon the runs reach this value. */
                target?: number | null;
            };
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Comparison"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pause_job_api_v1_jobs__job_id__pause_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resume_job_api_v1_jobs__job_id__resume_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_landscape_api_v1_landscapes__landscape_id__get: {
        parameters: {
            query?: {
                /** @description Rows from this one on. */
                from_row?: number;
            };
            header?: never;
            path: {
                landscape_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Landscape"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_landscape_api_v1_landscapes__landscape_id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                landscape_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cancel_landscape_api_v1_landscapes__landscape_id__cancel_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                landscape_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Landscape"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_presets_api_v1_presets_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Presets"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_run_api_v1_runs_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["OpenRunRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenedRun"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_run_api_v1_runs__run_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_diagnoses_api_v1_runs__run_id__diagnoses_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Diagnoses"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_distributions_api_v1_runs__run_id__distributions_get: {
        parameters: {
            query: {
                from_step?: number | null;
                quantity: string;
                /** @description The nearest recorded step at or before this one. */
                step?: number | null;
                to_step?: number | null;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Distributions"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_landscapes_api_v1_runs__run_id__landscapes_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LandscapeList"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ask_landscape_api_v1_runs__run_id__landscapes_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LandscapeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Landscape"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_points_api_v1_runs__run_id__points_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Points"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_series_api_v1_runs__run_id__series_get: {
        parameters: {
            query: {
                from_step?: number | null;
                /** @description Target for min/max decimation. */
                max_points?: number;
                /** @description Names; repeat for several. */
                metric: string[];
                to_step?: number | null;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SeriesPage"];
                    "application/vnd.apache.parquet": unknown;
                    "text/csv": string;
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_theory_api_v1_runs__run_id__theory_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Theory"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_weights_api_v1_runs__run_id__weights_get: {
        parameters: {
            query: {
                at: "initial" | "final" | "best";
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issue_ticket_api_v1_stream_tickets_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StreamTicket"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    draw_trajectories_api_v1_surfaces_trajectories_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrajectoryRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trajectories"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    is_alive_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read_metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    is_ready_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description What was wrong, where, and what is allowed (RFC 9457). */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
