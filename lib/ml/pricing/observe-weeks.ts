import { quantile } from "../core/quantile";
import { matrix } from "../core/shapes";
import type { PriceObservations } from "./price-observations";

/** One product's week as a shop records it. */
export interface ProductWeek {
  readonly product: number;
  readonly week: number;
  readonly units: number;
  /** Mean price on the shelf; null or 0 where there was none. */
  readonly priceMinor: number | null;
  /** 0–1 of the week under an announced reduction. */
  readonly promotionShare: number;
  /** 0–1 of the week with stock. */
  readonly stockShare: number;
  /** Competitors' mean price over ours; null where nobody looked. */
  readonly competitorIndex: number | null;
}

export interface ObservedWeeks {
  readonly observations: PriceObservations;
  /** For each product the price its level is told at, the median of its weeks; 0 for one never priced. */
  readonly referenceMinor: Float64Array;
  /** For each product the values of the controls in its last week. */
  readonly latestControls: Float64Array;
}

/** Weeks with less stock than this say more of the shelf than of demand. */
const LEAST_STOCK = 0.3;
/** Competitors seen this much cheaper or dearer, on the log scale, are mismatches. */
const WIDEST_INDEX = 0.7;
/** Promotion, and the log price of competitors over the product's usual standing to them. */
export const CONTROLS = ["promotion", "competitors"] as const;

/**
 * Turns weeks into rows for `PriceResponse`: log price over the product's median price, stock as exposure (weeks mostly
 * without stock are left out), promotion and competitors as controls. What competitors ask is taken against the
 * product's reference price, so that our own price moves stay ours. O(rows log rows).
 */
export function observeWeeks(
  rows: readonly ProductWeek[],
  shape: { readonly products: number; readonly weeks: number; readonly groups: Int32Array },
): ObservedWeeks {
  const prices: number[][] = Array.from({ length: shape.products }, () => []);
  const rivals: number[][] = Array.from({ length: shape.products }, () => []);
  for (const row of rows) {
    if (!row.priceMinor) continue;
    prices[row.product]!.push(row.priceMinor);
    if (row.competitorIndex) rivals[row.product]!.push(row.competitorIndex * row.priceMinor);
  }
  const referenceMinor = Float64Array.from(prices, (own) =>
    own.length > 0 ? Math.round(quantile(own, 0.5)) : 0,
  );
  const usualRival = rivals.map((own) => (own.length > 0 ? quantile(own, 0.5) : 0));
  const kept = rows.filter(
    (row) => row.priceMinor !== null && row.priceMinor > 0 && row.stockShare >= LEAST_STOCK && row.units >= 0,
  );
  const controls = matrix(kept.length, CONTROLS.length, new Float64Array(kept.length * CONTROLS.length));
  const latestControls = new Float64Array(shape.products * CONTROLS.length);
  const lastSeen = new Int32Array(shape.products).fill(-1);
  kept.forEach((row, r) => {
    const usual = usualRival[row.product]!;
    const index =
      row.competitorIndex && usual > 0 ? Math.log((row.competitorIndex * row.priceMinor!) / usual) : 0;
    const competitors = Math.max(-WIDEST_INDEX, Math.min(WIDEST_INDEX, index));
    controls.data[r * CONTROLS.length] = row.promotionShare;
    controls.data[r * CONTROLS.length + 1] = competitors;
    if (row.week > lastSeen[row.product]!) {
      lastSeen[row.product] = row.week;
      // A proposal is an everyday price: no promotion is assumed to go on.
      latestControls[row.product * CONTROLS.length + 1] = competitors;
    }
  });
  return {
    referenceMinor,
    latestControls,
    observations: {
      products: shape.products,
      weeks: shape.weeks,
      product: Int32Array.from(kept, (row) => row.product),
      week: Int32Array.from(kept, (row) => row.week),
      units: Float64Array.from(kept, (row) => row.units),
      logPrice: Float64Array.from(kept, (row) => Math.log(row.priceMinor! / referenceMinor[row.product]!)),
      exposure: Float64Array.from(kept, (row) => Math.min(1, row.stockShare)),
      controls,
      groups: shape.groups,
    },
  };
}
