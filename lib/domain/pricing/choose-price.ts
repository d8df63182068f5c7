import { candidatePrices, type FeasibleRange, feasibleRange, type PricedProduct } from "./guardrails";
import type { NoProposal } from "./price-proposal";
import type { ProductGuardrails } from "./pricing-policy";

/** What a demand model says of a price, against today's. */
export interface PriceJudge {
  /** Expected profit of the shop over the horizon less that of today's price, minor units. */
  gainAt(priceMinor: number): number;
  /** 0–1: earning less than today. */
  chanceOfLossAt(priceMinor: number): number;
}

export type PriceChoice =
  | {
      readonly toMinor: number;
      readonly gainMinor: number;
      readonly chanceOfLoss: number;
      readonly range: FeasibleRange;
    }
  | { readonly none: NoProposal; readonly range: FeasibleRange };

/** A proposal less sure than this is a coin toss and is not worth a manager's time. */
const HIGHEST_CHANCE_OF_LOSS = 0.35;

/**
 * The price inside the guardrails that earns most, or why there is none. A hard floor above today's price is proposed
 * whatever it earns; anything else must gain, and surely enough. Ties go to the lower price. O(candidates).
 */
export function choosePrice(
  product: PricedProduct,
  guardrails: ProductGuardrails,
  judge: PriceJudge,
): PriceChoice {
  const range = feasibleRange(product, guardrails);
  const { prices, blocked } = candidatePrices(range, guardrails, product.priceMinor);
  if (blocked) return { none: blocked, range };
  let toMinor = prices[0]!;
  let gainMinor = judge.gainAt(toMinor);
  for (const price of prices.slice(1)) {
    const gain = judge.gainAt(price);
    if (gain > gainMinor) {
      toMinor = price;
      gainMinor = gain;
    }
  }
  const mustMove =
    range.beyondChange || product.priceMinor < range.leastMinor || product.priceMinor > range.mostMinor;
  const chanceOfLoss = judge.chanceOfLossAt(toMinor);
  if (!mustMove && !(gainMinor > 0)) return { none: "NOTHING_BETTER", range };
  if (!mustMove && chanceOfLoss > HIGHEST_CHANCE_OF_LOSS) return { none: "TOO_UNSURE", range };
  return { toMinor, gainMinor, chanceOfLoss, range };
}
