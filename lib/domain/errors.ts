/** Codes of every expected failure; the doors translate them (HTTP status, words). */
export type ErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "INVALID"
  | "CONFLICT"
  | "RATE_LIMITED"
  | "NOT_ENOUGH_DATA"
  | "UNAVAILABLE"
  | "INTERNAL";

/** A failure that we foresaw. `publicMessage` may be shown to anyone; `cause` stays in the log. */
export class AppError extends Error {
  override readonly name = "AppError";
  constructor(
    readonly code: ErrorCode,
    readonly publicMessage: string,
    options: {
      cause?: unknown;
      fieldErrors?: Readonly<Record<string, string>>;
      /** After how long it is worth asking again. */
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(publicMessage, options.cause === undefined ? undefined : { cause: options.cause });
    this.fieldErrors = options.fieldErrors;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
  readonly fieldErrors: Readonly<Record<string, string>> | undefined;
  readonly retryAfterSeconds: number | undefined;
}

export const HTTP_STATUS = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  NOT_ENOUGH_DATA: 422,
  UNAVAILABLE: 503,
  INTERNAL: 500,
} as const satisfies Record<ErrorCode, number>;
