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
  if (date.value && date.value < terms.today) return { problem: "PAST_DATE" };
  // Any time of today that has passed means: at once.
  const effectiveAt = date.value && date.value > terms.now ? date.value : null;
  return { row: { toMinor: price.value, compareAtMinor: compareAt.value, effectiveAt } };
}
