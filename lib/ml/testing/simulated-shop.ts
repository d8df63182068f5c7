import { createRng, type Rng, randomNormal } from "../core/rng";
import { matrix } from "../core/shapes";
import type { PriceObservations } from "../pricing/price-observations";

/** A Poisson count by Knuth's product of uniforms (The Art of Computer Programming, 3.4.1). O(mean). */
export function randomPoisson(rng: Rng, mean: number): number {
  let left = Math.exp(-mean);
  let product = rng.next();
  let count = 0;
  while (product > left) {
    product *= rng.next();
    count++;
    if (left === 0) left = Number.MIN_VALUE;
  }
  return count;
}

/**
 * Weeks of a shop with known elasticities: prices move at random; categories have seasons and slopes of their own, and
 * deep prices a promotion. Slopes of products stand ± 0.4 around their category's.
 * @param slopes mean slope of each category @param perCategory products of each @param levelSpread deviation of products'
 * log levels @param tides deviation of a product's good and bad times, which last for weeks
 */
export function simulatedShop(
  seed: number,
  {
    slopes = [-1.5, -2.2, -2.6, -3, -3.5],
    perCategory = 12,
    weeks = 78,
    levelSpread = 0.9,
    tides = 0,
  }: {
    slopes?: readonly number[];
    perCategory?: number;
    weeks?: number;
    levelSpread?: number;
    tides?: number;
  } = {},
): { data: PriceObservations; truth: Float64Array } {
  const rng = createRng(seed);
  const categories = slopes.length;
  const products = categories * perCategory;
  const truth = Float64Array.from(
    { length: products },
    (_, i) => slopes[i % categories]! + 0.4 * randomNormal(rng),
  );
  const level = Float64Array.from({ length: products }, () =>
    Math.exp(0.6 + levelSpread * randomNormal(rng)),
  );
  const columns = {
    product: [] as number[],
    week: [] as number[],
    units: [] as number[],
    logPrice: [] as number[],
    promotion: [] as number[],
  };
  for (let i = 0; i < products; i++) {
    let logPrice = 0;
    let tide = tides > 0 ? tides * randomNormal(rng) : 0;
    for (let t = 0; t < weeks; t++) {
      if (tides > 0) tide = 0.95 * tide + Math.sqrt(1 - 0.95 ** 2) * tides * randomNormal(rng);
      if (rng.next() < 0.12) logPrice = 0.12 * randomNormal(rng);
      const promotion = logPrice < -0.1 ? 1 : 0;
      const season = Math.exp(0.4 * Math.sin((2 * Math.PI * (t + 9 * (i % categories))) / 52));
      const mean = level[i]! * season * Math.exp(truth[i]! * logPrice + 0.2 * promotion + tide);
      columns.product.push(i);
      columns.week.push(t);
      columns.units.push(randomPoisson(rng, mean));
      columns.logPrice.push(logPrice);
      columns.promotion.push(promotion);
    }
  }
  const rows = columns.units.length;
  return {
    truth,
    data: {
      products,
      weeks,
      product: Int32Array.from(columns.product),
      week: Int32Array.from(columns.week),
      units: Float64Array.from(columns.units),
      logPrice: Float64Array.from(columns.logPrice),
      exposure: new Float64Array(rows).fill(1),
      controls: matrix(rows, 1, Float64Array.from(columns.promotion)),
      groups: Int32Array.from({ length: products }, (_, i) => i % categories),
    },
  };
}
