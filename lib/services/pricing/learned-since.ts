import type { DemandEstimateRecord, ModelMoment } from "@/lib/data/demand-estimates";
import { type PriceSales, readPriceSales } from "@/lib/data/price-sales";
import type { StoreScope } from "@/lib/data/scope";
import type { PricingFamily } from "@/lib/domain/pricing/demand-family";
import { elasticityInterval } from "@/lib/ml/pricing/price-response";
import { type UpdatedResponse, updateResponse } from "@/lib/ml/pricing/update-response";

const DAYS_A_WEEK = 7;
/** Less of a day than this was no sale at that price. */
const LEAST_DAYS = 0.05;

/** What a product's sales since its model add to what the model believes of it. */
export interface LearnedSince {
  readonly updated: UpdatedResponse;
  /** The price that both beliefs are told at. */
  readonly referenceMinor: number;
  readonly prior: { readonly elasticity: number; readonly deviation: number };
  readonly units: number;
  readonly days: number;
  readonly expectedUnits: number;
}

/** What the sales between the model's last week and `now` say of a product, for its page; null before a day of them. */
export async function viewOfLearned(
  scope: StoreScope,
  estimate: DemandEstimateRecord & ModelMoment,
  {
    family,
    now,
    horizonWeeks,
  }: { readonly family: PricingFamily; readonly now: Date; readonly horizonWeeks: number },
) {
  const span = { from: estimate.readAt, to: now };
  if (span.to <= span.from) return null;
  const sales = await readPriceSales(scope, estimate.productId, span);
  const { updated, prior, units, days, expectedUnits } = learnedSince(estimate, family, sales, horizonWeeks);
  if (days < 1) return null;
  const { elasticity: value, elasticityDeviation: deviation } = updated;
  return {
    ...{ since: estimate.readAt.toISOString(), days, units, expectedUnits, before: prior.elasticity },
    after: { value, ...elasticityInterval({ elasticity: value, deviation }) },
  };
}

/** The belief of the family that proposes, after sales at known prices. @param horizonWeeks that the estimate speaks of. O(cells · stretches). */
export function learnedSince(
  estimate: DemandEstimateRecord,
  family: PricingFamily,
  sales: readonly PriceSales[],
  horizonWeeks: number,
): LearnedSince {
  const other = estimate.models.find(({ model }) => model === family)?.curve;
  const prior = other
    ? { elasticity: other.credible ? other.slope : other.elasticity, deviation: other.deviation }
    : { elasticity: estimate.elasticity, deviation: estimate.deviation };
  const referenceMinor = other?.priceMinor ?? estimate.referenceMinor;
  const daily = (other?.units ?? estimate.horizonUnits) / (DAYS_A_WEEK * horizonWeeks);
  const seen = sales.filter(({ days, priceMinor }) => days > LEAST_DAYS && priceMinor > 0);
  const spans = seen.map(({ units, days, priceMinor }) => ({
    units,
    expectedAtReference: Math.max(1e-6, daily * days),
    logPrice: Math.log(priceMinor / referenceMinor),
  }));
  return {
    updated: updateResponse(
      {
        elasticity: prior.elasticity,
        elasticityDeviation: Math.max(0.01, prior.deviation),
        levelDeviation: Math.max(0.01, other?.levelDeviation ?? estimate.levelDeviation),
        dispersion: Math.max(1, estimate.dispersion),
      },
      spans,
    ),
    ...{ referenceMinor, prior },
    units: seen.reduce((sum, { units }) => sum + units, 0),
    days: seen.reduce((sum, { days }) => sum + days, 0),
    expectedUnits: spans.reduce(
      (sum, span) => sum + span.expectedAtReference * Math.exp(prior.elasticity * span.logPrice),
      0,
    ),
  };
}
