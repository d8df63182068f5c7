import type { RunFailure } from "../runs";

/** Every way a run can fail that we foresaw; the words are `training.failure.<code>` in both languages. */
export const RUN_FAILURE_CODES = [
  "NOT_ENOUGH_CUSTOMERS",
  "FEATURE_UNKNOWN_FOR_ALL",
  "FEATURE_CONSTANT",
  "TOO_FEW_DISTINCT_CUSTOMERS",
  "NO_PRODUCTS",
  "NO_PRICED_WEEKS",
  "WORKER_STOPPED",
  "BAD_PARAMS",
] as const;
export type RunFailureCode = (typeof RUN_FAILURE_CODES)[number];

/** A failure with figures that the marketer is shown: not a defect, an answer. */
export class RunFailed extends Error {
  override readonly name = "RunFailed";
  readonly failure: RunFailure;
  constructor(code: RunFailureCode, detail: RunFailure["detail"] = {}) {
    super(`${code} ${JSON.stringify(detail)}`);
    this.failure = { code, detail };
  }
}
