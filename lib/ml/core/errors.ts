export type MlErrorCode =
  | "EMPTY_INPUT"
  | "BAD_SHAPE"
  | "NOT_FINITE"
  | "BAD_PARAMETER"
  | "BAD_SNAPSHOT"
  | "NOT_ENOUGH_DATA"
  | "SINGULAR";

/** Every refusal of `lib/ml`: what was expected, what came, and a sentence that says what to do. */
export class MlError extends Error {
  override readonly name = "MlError";
  constructor(
    readonly code: MlErrorCode,
    message: string,
    readonly detail: { expected?: string; received?: string } = {},
  ) {
    super(
      message +
        (detail.expected ? ` Expected ${detail.expected}.` : "") +
        (detail.received ? ` Received ${detail.received}.` : ""),
    );
  }
}
