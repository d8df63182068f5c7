import type { DemandEstimateRecord, StressedShare } from "@/lib/data/demand-estimates";
import { quantile } from "@/lib/ml/core/quantile";
import type { PricingMetrics } from "../pricing/pricing-metrics";

/** Over all products that Q-learning played out: median and lowest share of the best policy, world by world. */
export function summariseStress(
  shadows: ReadonlyMap<number, DemandEstimateRecord["models"]>,
): PricingMetrics["stress"] {
  const worlds = new Map<StressedShare["world"], StressedShare[]>();
  for (const models of shadows.values())
    for (const share of models.flatMap(({ stressed }) => stressed ?? [])) {
      const own = worlds.get(share.world);
      if (own) own.push(share);
      else worlds.set(share.world, [share]);
    }
  return [...worlds].map(([world, shares]) => ({
    world,
    products: shares.length,
    learned: quantile(
      shares.map(({ learned }) => learned),
      0.5,
    ),
    lowest: Math.min(...shares.map(({ learned }) => learned)),
    fixed: quantile(
      shares.map(({ fixed }) => fixed),
      0.5,
    ),
  }));
}
