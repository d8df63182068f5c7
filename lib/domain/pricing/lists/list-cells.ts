import { type DateOrder, parseDateTime } from "../../imports/date-time";
import { minorUnitsOf } from "../../minor-units";
import type { ListProblem } from "./list-problem";

export type Cell<T> = { readonly value: T } | { readonly problem: ListProblem };

const AMOUNT = /^(\d{1,9})(?:[.,](\d{1,6}))?$/;
const MOST_MINOR = 1_000_000_000;
const YES = ["", "1", "yes", "y", "true", "in stock", "in_stock", "instock", "available"];
const NO = ["0", "no", "n", "false", "out of stock", "out_of_stock", "outofstock", "unavailable"];

/**
 * The minor units that a text such as `19.90`, `19,9` or `20` writes, exactly: what is finer than a minor unit, or might
 * be a thousand (`1.234` euros), is no amount. O(1).
 */
export function amountCell(
  text: string,
  currency: string,
  problem: ListProblem,
  leastMinor = 1,
): Cell<number> {
  const match = AMOUNT.exec(text);
  const units = minorUnitsOf(currency);
  const decimals = Math.round(Math.log10(units));
  const fraction = (match?.[2] ?? "").replace(/0+$/, "");
  // Three decimals of a currency of two are a thousand as often as a mistake, zeros or not.
  if (!match || fraction.length > decimals || (match[2]?.length ?? 0) > Math.max(decimals, 2))
    return { problem };
  const minor = Number(match[1]) * units + Number(fraction.padEnd(decimals, "0") || 0);
  return minor >= leastMinor && minor <= MOST_MINOR ? { value: minor } : { problem };
}

/** An instant; without a zone it is read in the shop's. */
export function dateCell(text: string, timeZone: string): Cell<Date> {
  const order: DateOrder | null = null;
  const value = parseDateTime(text, timeZone, order);
  return value ? { value } : { problem: "BAD_DATE" };
}

/** Whether a text says yes; an empty one does. */
export function stockCell(text: string): Cell<boolean> {
  const word = text.toLowerCase();
  return YES.includes(word)
    ? { value: true }
    : NO.includes(word)
      ? { value: false }
      : { problem: "BAD_STOCK" };
}

/** An address that a page may link to, or none. */
export function urlCell(text: string): Cell<string | null> {
  if (text === "") return { value: null };
  const fits = text.length <= 2_000 && /^https?:\/\//i.test(text) && URL.canParse(text);
  return fits ? { value: text } : { problem: "BAD_URL" };
}

/** 0–1. */
export function confidenceCell(text: string): Cell<number> {
  const value = /^[01](\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return value >= 0 && value <= 1 ? { value } : { problem: "BAD_CONFIDENCE" };
}
