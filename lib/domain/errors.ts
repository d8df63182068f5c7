import { nameIn, type TranslatedName } from "./products/product-language";

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

/** What a sentence tells in the places of its {names}. */
export type SentenceValues = Readonly<Record<string, string | TranslatedName>>;

/** A sentence with its values in it, names in a language where they have a form in it. */
export function fillSentence(sentence: string, values: SentenceValues, language = ""): string {
  return sentence.replace(/\{(\w+)\}/g, (place, key: string) => {
    const value = values[key];
    if (value === undefined) return place;
    return typeof value === "string" ? value : nameIn(value, language);
  });
}

/** A failure that we foresaw. `publicMessage` may be shown to anyone; `cause` stays in the log. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly publicMessage: string;
  constructor(
    readonly code: ErrorCode,
    /** As the rule states it, by which its translations are found. */
    readonly sentence: string,
    options: {
      cause?: unknown;
      values?: SentenceValues;
      fieldErrors?: Readonly<Record<string, string>>;
      /** After how long it is worth asking again. */
      retryAfterSeconds?: number;
    } = {},
  ) {
    const values = options.values ?? {};
    const publicMessage = fillSentence(sentence, values);
    super(publicMessage, options.cause === undefined ? undefined : { cause: options.cause });
    this.publicMessage = publicMessage;
    this.values = values;
    this.fieldErrors = options.fieldErrors;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
  readonly values: SentenceValues;
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
