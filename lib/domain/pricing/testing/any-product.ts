import type { PricedProduct } from "../guardrails";
import type { Guardrails } from "../pricing-policy";

/** A lamp at 20.00 that costs 8.00. */
export const LAMP: PricedProduct = {
  priceMinor: 2000,
  unitCostMinor: 800,
  taxRate: 0.19,
  pricesIncludeTax: true,
  competitorsMinor: [],
  daysSinceChange: null,
};

export const RAILS: Guardrails = {
  minimumMargin: 0.2,
  maximumMarkup: null,
  maximumChange: 0.15,
  minimumChange: 0.02,
  endings: [],
  minimumAdvertisedMinor: null,
  competitor: null,
  restDays: 14,
};

/** Draws from [0, 1). */
type Draw = () => number;
const below = (draw: Draw, n: number) => Math.floor(draw() * n);

/** Any product, sold below its cost or beside rivals included. */
export function anyProduct(draw: Draw): PricedProduct {
  return {
    priceMinor: 50 + below(draw, 20_000),
    unitCostMinor: below(draw, 9000),
    taxRate: [0, 0.07, 0.19][below(draw, 3)]!,
    pricesIncludeTax: draw() < 0.5,
    competitorsMinor: Array.from({ length: below(draw, 4) }, () => below(draw, 20_000)),
    daysSinceChange: below(draw, 60),
  };
}

/** Any guardrails, mostly ones that leave room. */
export function anyRails(draw: Draw): Guardrails {
  return {
    ...RAILS,
    minimumMargin: 0.6 * draw(),
    maximumMarkup: draw() < 0.5 ? null : 1 + 5 * draw(),
    maximumChange: 0.01 + 0.4 * draw(),
    endings: draw() < 0.5 ? [] : [99, 50],
    competitor: draw() < 0.5 ? null : { against: "average", mostAbove: 0.1 },
    minimumAdvertisedMinor: draw() < 0.8 ? null : below(draw, 5000),
  };
}
