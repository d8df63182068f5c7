import { LEAST_CREDIBLE, PRICING_FAMILIES, type PricingFamily } from "@/lib/domain/pricing/demand-family";
import type { FamilyAnswer } from "@/lib/ml/pricing/family-curves";
import { bestFamily, type FamilyJudgement } from "@/lib/ml/pricing/judge-families";
import type { PricingMetrics } from "../pricing/pricing-metrics";
import type { PricingData } from "./gather-pricing-data";

/** Categories that are told apart: those with most forecasts judged. */
const MOST_CATEGORIES = 24;

/**
 * What a model version keeps of how its families were judged: the winner among those whose own response to price is
 * credible for most products, all scores, and those within categories.
 */
export function judgePricing(
  data: PricingData,
  judged: FamilyJudgement | null,
  answers: ReadonlyMap<number, readonly FamilyAnswer[]>,
): Omit<PricingMetrics, "stress" | "collusion"> {
  const credible = credibleShares(answers);
  const names = new Map(data.products.map((facts, product) => [data.groups[product]!, facts.categories[0]]));
  return {
    champion: bestFamily(judged, (family) => (credible[family] ?? 0) >= LEAST_CREDIBLE),
    scores: (judged?.scores ?? []).map(({ model, wape, mase, bias }) => ({ model, wape, mase, bias })),
    origins: judged?.origins ?? 0,
    horizon: judged?.horizon ?? 0,
    judged: judged?.products ?? 0,
    credible,
    categories: [...(judged?.byGroup ?? [])]
      .map(([group, scores]) => ({
        category: names.get(group) ?? "",
        n: scores[0]?.n ?? 0,
        scores: scores.map(({ model, wape }) => ({ model, wape })),
      }))
      .sort((a, b) => b.n - a.n || a.category.localeCompare(b.category))
      .slice(0, MOST_CATEGORIES),
  };
}

function credibleShares(answers: ReadonlyMap<number, readonly FamilyAnswer[]>) {
  const shares: Partial<Record<PricingFamily, number>> = {};
  for (const family of PRICING_FAMILIES.filter((name) => name !== "log-log")) {
    const own = [...answers.values()].flatMap((each) => each.filter((answer) => answer.family === family));
    if (own.length > 0) shares[family] = own.filter((answer) => answer.credible).length / own.length;
  }
  return shares;
}
