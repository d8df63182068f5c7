import { type START_REFUSALS, startOf } from "../start-day";
import { amountCell, type Cell, dateCell } from "./list-cells";
import type { ListProblem } from "./list-problem";

/** How a list is to be read. */
export interface ListTerms {
  /** ISO 4217, the shop's. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
  /** The shop's time, and the first moment of its day. */
  readonly now: Date;
  readonly today: Date;
}

/** What a line asks for, as yet for a product that nobody has looked up. */
export interface PriceListRow {
  readonly toMinor: number;
  /** Undefined: the list has no such column. */
  readonly compareAtMinor: number | null | undefined;
  /** Null: as soon as it is approved. */
  readonly effectiveAt: Date | null;
}

const START_PROBLEMS = { past: "PAST_DATE", tooFar: "DATE_TOO_FAR" } as const satisfies Record<
  keyof typeof START_REFUSALS,
  ListProblem
>;

/** Reads a line of a price list; null: its price is left empty, so it asks for nothing. O(1). */
export function readPriceListRow(
  cell: (column: "price" | "compareAt" | "effective" | "currency") => string | undefined,
  terms: ListTerms,
): { readonly row: PriceListRow | null } | { readonly problem: ListProblem } {
  const text = cell("price") ?? "";
  if (text === "") return { row: null };
  const currency = cell("currency") ?? "";
  if (currency !== "" && currency.toUpperCase() !== terms.currency) return { problem: "CURRENCY" };
  const price = amountCell(text, terms.currency, "BAD_PRICE");
  if ("problem" in price) return price;
  const compareText = cell("compareAt");
  const compareAt: Cell<number | null | undefined> =
    compareText === undefined || compareText === ""
      ? { value: compareText === "" ? null : undefined }
      : amountCell(compareText, terms.currency, "BAD_COMPARE_AT", price.value + 1);
  if ("problem" in compareAt) return compareAt;
  const dateText = cell("effective") ?? "";
  const date: Cell<Date | null> = dateText === "" ? { value: null } : dateCell(dateText, terms.timeZone);
  if ("problem" in date) return date;
  const start = startOf(date.value, terms);
  if ("refusal" in start) return { problem: START_PROBLEMS[start.refusal] };
  return { row: { toMinor: price.value, compareAtMinor: compareAt.value, effectiveAt: start.at } };
}
