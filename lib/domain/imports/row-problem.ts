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
  "unclosed-quote": "A quoted field begins here and is never closed.",
  "not-an-order-number": "This must be an invoice number: digits, after one letter at most.",
  "not-a-code": "This must be a product code of 1 to 40 characters.",
  "not-a-quantity": "This must be a whole number other than 0, within two thousand million.",
  "cancellation-adds": "A cancellation takes back: its quantity must be negative.",
  "not-a-datetime": "This must be a date with a time, such as 2010-12-01 08:26:00.",
  "not-a-price":
    "This must be an amount such as 2.55, with at most nine digits before the point and six after.",
  "negative-price": "Only an adjustment (a number with A) may have a negative price.",
  "too-large": "The line's total is larger than can be kept to the penny.",
  "not-a-customer-number": "This must be a customer number in digits, or empty.",
  "another-customer": "An earlier row of the same order names another customer.",
  "order-of-another-customer": "The shop knows this order as another customer's.",
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
