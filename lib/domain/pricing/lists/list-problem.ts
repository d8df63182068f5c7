/** Why a line of a list cannot be used. */
export const LIST_PROBLEMS = [
  "ROW_SHAPE",
  "NO_PRODUCT",
  "UNKNOWN_PRODUCT",
  "AMBIGUOUS_PRODUCT",
  "PRODUCTS_DIFFER",
  "DUPLICATE_LINE",
  "BAD_PRICE",
  "BAD_COMPARE_AT",
  "CURRENCY",
  "BAD_DATE",
  "PAST_DATE",
  "DATE_TOO_FAR",
  "NO_PRICE_YET",
  "OUTSIDE_GUARDRAILS",
  "NO_COMPETITOR",
  "FUTURE_DATE",
  "BAD_SHIPPING",
  "BAD_STOCK",
  "BAD_URL",
  "BAD_CONFIDENCE",
  "CONTRADICTS",
] as const;
export type ListProblem = (typeof LIST_PROBLEMS)[number];

/** The same as sentences, for files and terminals; the pages have them in the reader's language. */
export const LIST_PROBLEM_SENTENCES: Readonly<Record<ListProblem, string>> = {
  ROW_SHAPE: "The line has another number of fields than the first line.",
  NO_PRODUCT: "No product is named.",
  UNKNOWN_PRODUCT: "There is no such product in this shop.",
  AMBIGUOUS_PRODUCT: "More than one product goes by this name. Use product_id.",
  PRODUCTS_DIFFER: "The id, SKU or number on this line name different products.",
  DUPLICATE_LINE: "An earlier line is about the same product.",
  BAD_PRICE: "The price is no amount above zero in whole minor units, such as 19.90.",
  BAD_COMPARE_AT: "The struck-through price must be an amount above the price.",
  CURRENCY: "The currency is not the shop's.",
  BAD_DATE: "The date is none. Write it as 2026-03-31 or 2026-03-31 08:00.",
  PAST_DATE: "The date has passed.",
  DATE_TOO_FAR: "The date lies more than a year ahead.",
  NO_PRICE_YET: "The product has no price yet that could be changed.",
  OUTSIDE_GUARDRAILS: "The price lies outside the guardrails of this product.",
  NO_COMPETITOR: "No competitor is named.",
  FUTURE_DATE: "The price was seen in the future.",
  BAD_SHIPPING: "The shipping is no amount.",
  BAD_STOCK: "Whether it is in stock must be yes or no.",
  BAD_URL: "The address is not one of http or https.",
  BAD_CONFIDENCE: "The confidence must lie between 0 and 1.",
  CONTRADICTS: "Another price of this competitor is known for the same moment.",
};

/** Lines of a file that are about nothing: no price is asked for. */
export const LINE_FATES = ["create", "unchanged", "blank", "refused"] as const;
export type LineFate = (typeof LINE_FATES)[number];
