/** Every reason for which a row of a file is left out, and the sentence that tells its owner. */
export const PROBLEM_SENTENCES = {
  "wrong-field-count": "The row does not have the number of fields of its format.",
  "not-an-id": "This must be a whole number from 1 to 2147483647.",
  "repeated-id": "An earlier row of this file has the same number; the earlier row stands.",
  "not-an-age": "This must be a whole number from 0 to 120, or empty.",
  "not-a-gender": "This must be M or F, or empty.",
  "not-a-date": "This must be a date such as 01-Jan-1995, or empty.",
  "not-a-flag": "This must be 0 or 1.",
  "not-a-rating": "This must be a rating from 0.5 to 5 in halves.",
  "not-a-time": "This must be a time in whole seconds since 1970.",
  "no-name": "The name is empty.",
  "unreadable-text": "The text holds characters that cannot be stored.",
  "too-long": "The text is longer than 500 characters.",
  "unknown-customer": "No customer of this number is in the shop.",
  "unknown-product": "No product of this number is in the shop.",
} as const;
export type RowProblemReason = keyof typeof PROBLEM_SENTENCES;

export interface RowProblem {
  readonly column: string;
  readonly reason: RowProblemReason;
}

/** A row of a file, read: its value, or everything that is wrong with it. */
export type ParsedRow<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly RowProblem[] };

export interface ImportIssue extends RowProblem {
  readonly file: string;
  readonly line: number;
  readonly content: string;
}
