import { MlError } from "../core/errors";
import { checkFinite, type Matrix } from "../core/shapes";

/** Weeks of products: one row for each week in which a product could be bought, in any order. */
export interface PriceObservations {
  readonly products: number;
  readonly weeks: number;
  /** For each of r rows its product 0 … products−1 and its week 0 … weeks−1, oldest first. */
  readonly product: Int32Array;
  readonly week: Int32Array;
  /** r units sold, ≥ 0. */
  readonly units: Float64Array;
  /** r logarithms of price over the product's own reference price. */
  readonly logPrice: Float64Array;
  /** r shares of the week in which there was stock, in (0, 1]. */
  readonly exposure: Float64Array;
  /** r × q further causes known beforehand (a promotion, competitors' prices). */
  readonly controls: Matrix;
  /** For each product the category 0 … G−1 it is like. */
  readonly groups: Int32Array;
}

/** @throws MlError EMPTY_INPUT, BAD_SHAPE, NOT_FINITE, BAD_PARAMETER for units, exposures or numbers out of range. O(r q). */
export function checkObservations(data: PriceObservations): void {
  const rows = data.units.length;
  if (rows === 0 || data.products === 0)
    throw new MlError("EMPTY_INPUT", "There are no weeks to learn from.", { received: `${rows} rows` });
  const lengths = [data.product, data.week, data.logPrice, data.exposure].map((column) => column.length);
  if (lengths.some((n) => n !== rows) || data.controls.rows !== rows || data.groups.length !== data.products)
    throw new MlError("BAD_SHAPE", "The columns differ in length.", {
      expected: `${rows} rows and ${data.products} groups`,
      received: `${lengths.join(", ")} and ${data.controls.rows} rows, ${data.groups.length} groups`,
    });
  const wrongGroup = data.groups.find((group) => group < 0);
  if (wrongGroup !== undefined)
    throw new MlError("BAD_PARAMETER", "Categories are numbered from 0.", { received: String(wrongGroup) });
  checkFinite(data.units, "units");
  checkFinite(data.logPrice, "logPrice");
  checkFinite(data.controls.data, "controls", data.controls.columns);
  for (let r = 0; r < rows; r++) {
    const inside =
      data.product[r]! >= 0 &&
      data.product[r]! < data.products &&
      data.week[r]! >= 0 &&
      data.week[r]! < data.weeks;
    if (!inside || data.units[r]! < 0 || !(data.exposure[r]! > 0 && data.exposure[r]! <= 1))
      throw new MlError("BAD_PARAMETER", `Row ${r} is no week of a product.`, {
        received: `product ${data.product[r]}, week ${data.week[r]}, ${data.units[r]} units, exposure ${data.exposure[r]}`,
      });
  }
}
