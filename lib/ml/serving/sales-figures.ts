import type { ShopHistory } from "./shop-history";

const DAY_MS = 86_400_000;
/** A sale counts half as much after so many days. */
const HALF_LIFE_DAYS = 45;
const RECENT_DAYS = 14;
const BEFORE_DAYS = 56;
/** Everybody's opinion that is mixed into a segment's, in customers. */
const SEGMENT_SHRINKAGE = 20;

/** Sales of each product, old ones fading: Σ 2^(−age/45 days). O(sales). */
export function fadingSales(history: ShopHistory, indexOf: ReadonlyMap<string, number>): Float32Array {
  const sums = new Float64Array(history.products.length);
  for (const { productId, atMs } of history.sales) {
    const item = indexOf.get(productId);
    if (item === undefined) continue;
    const ageDays = Math.max(0, (history.nowMs - atMs) / DAY_MS);
    sums[item]! += 2 ** (-ageDays / HALF_LIFE_DAYS);
  }
  return Float32Array.from(sums);
}

/**
 * How far the sales of the last fortnight exceed what the eight weeks before let expect, in standard deviations of
 * a Poisson count: (recent − expected)/√(expected + 1), 0 where they do not. O(sales).
 */
export function trend(history: ShopHistory, indexOf: ReadonlyMap<string, number>): Float32Array {
  const recent = new Float64Array(history.products.length);
  const before = new Float64Array(history.products.length);
  for (const { productId, atMs } of history.sales) {
    const item = indexOf.get(productId);
    const ageDays = (history.nowMs - atMs) / DAY_MS;
    if (item === undefined || ageDays < 0) continue;
    if (ageDays < RECENT_DAYS) recent[item]!++;
    else if (ageDays < RECENT_DAYS + BEFORE_DAYS) before[item]!++;
  }
  return Float32Array.from(recent, (sold, item) => {
    const expected = (before[item]! * RECENT_DAYS) / BEFORE_DAYS;
    return Math.max(0, (sold - expected) / Math.sqrt(expected + 1));
  });
}

/**
 * What the people of each segment meet, against chance: (m_si + s p_i)/(m_s + s), m_si the segment's strength on
 * item i, p_i everybody's share. @returns segments × items, row by row. O(meetings + segments · items).
 */
export function segmentShares(
  history: ShopHistory,
  indexOf: ReadonlyMap<string, number>,
  segments: readonly string[],
): Float32Array {
  const items = history.products.length;
  const rowOf = new Map(segments.map((segment, row) => [segment, row]));
  const sums = new Float64Array(segments.length * items);
  const totals = new Float64Array(segments.length);
  const everybody = new Float64Array(items);
  let total = 0;
  for (const { customerId, productId, strength } of history.meetings) {
    const item = indexOf.get(productId);
    if (item === undefined) continue;
    everybody[item]! += strength;
    total += strength;
    const row = rowOf.get(history.segmentOf.get(customerId) ?? "");
    if (row === undefined) continue;
    sums[row * items + item]! += strength;
    totals[row]! += strength;
  }
  return Float32Array.from(sums, (sum, at) => {
    const row = Math.floor(at / items);
    const share = total > 0 ? everybody[at % items]! / total : 0;
    return (sum + SEGMENT_SHRINKAGE * share) / (totals[row]! + SEGMENT_SHRINKAGE);
  });
}
