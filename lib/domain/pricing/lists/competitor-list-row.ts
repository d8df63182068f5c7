import { amountCell, type Cell, confidenceCell, dateCell, stockCell, urlCell } from "./list-cells";
import type { ListProblem } from "./list-problem";
import type { ListTerms } from "./price-list-row";

/** How sure it is that two products are the same where the list does not say. */
const SURE_BY_NUMBER = 1;
const SURE_BY_OWN_NAME = 0.9;

export interface CompetitorListRow {
  readonly competitor: string;
  readonly priceMinor: number;
  readonly shippingMinor: number | null;
  readonly inStock: boolean;
  readonly url: string | null;
  readonly observedAt: Date;
  readonly confidence: number;
}

type Column =
  | "competitor"
  | "price"
  | "observed"
  | "currency"
  | "shipping"
  | "inStock"
  | "url"
  | "confidence"
  | "number";

/**
 * Reads a line of competitors' prices. Without a confidence of its own a match by the maker's number (GTIN) is taken for
 * sure, one by our SKU or id for nearly so. O(1).
 */
export function readCompetitorListRow(
  cell: (column: Column) => string | undefined,
  terms: ListTerms,
): { readonly row: CompetitorListRow } | { readonly problem: ListProblem } {
  const text = (column: Column) => cell(column) ?? "";
  const competitor = text("competitor");
  if (competitor === "" || competitor.length > 200) return { problem: "NO_COMPETITOR" };
  if (text("currency") !== "" && text("currency").toUpperCase() !== terms.currency)
    return { problem: "CURRENCY" };
  const price = amountCell(text("price"), terms.currency, "BAD_PRICE");
  const shipping: Cell<number | null> =
    text("shipping") === ""
      ? { value: null }
      : amountCell(text("shipping"), terms.currency, "BAD_SHIPPING", 0);
  const inStock = stockCell(text("inStock"));
  const url = urlCell(text("url"));
  const observed = dateCell(text("observed"), terms.timeZone);
  const confidence: Cell<number> =
    text("confidence") === ""
      ? { value: text("number") === "" ? SURE_BY_OWN_NAME : SURE_BY_NUMBER }
      : confidenceCell(text("confidence"));
  for (const read of [price, shipping, inStock, url, observed, confidence])
    if ("problem" in read) return read;
  const observedAt = checked(observed);
  if (observedAt > terms.now) return { problem: "FUTURE_DATE" };
  return {
    row: {
      ...{ competitor, observedAt, priceMinor: checked(price), shippingMinor: checked(shipping) },
      ...{ inStock: checked(inStock), url: checked(url), confidence: checked(confidence) },
    },
  };
}

function checked<T>(cell: Cell<T>): T {
  if ("problem" in cell) throw new Error(`Read before it was checked: ${cell.problem}`);
  return cell.value;
}
