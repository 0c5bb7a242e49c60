import type { FieldProblem, Problem } from "../protocol/types";

/** A request that failed, with what the server said about it. `status` is 0 where no answer came. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: readonly FieldProblem[] = [],
    /** The figures of the message. */
    readonly params: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** The error of an answer that is not a success; reads problem+json, and says the status where there is none. */
export async function errorOf(response: Response): Promise<ApiError> {
  try {
    const problem = (await response.json()) as Problem;
    if (typeof problem.detail === "string") {
      const { code, detail, errors, params } = problem;
      return new ApiError(response.status, code, detail, errors ?? [], params ?? {});
    }
  } catch {
    // Not JSON: a proxy, or a server that is going down. The status is all there is to say.
  }
  return new ApiError(response.status, "http_error", `${response.status} ${response.statusText}`.trim());
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
