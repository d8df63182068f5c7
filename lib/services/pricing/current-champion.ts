import { findPricingModel } from "@/lib/data/demand-estimates";
import { type ChosenFamily, findChosenFamily } from "@/lib/data/pricing-champion";
import type { StoreScope } from "@/lib/data/scope";
import { LEAST_CREDIBLE, type PricingFamily } from "@/lib/domain/pricing/demand-family";
import { type PricingMetrics, pricingMetrics } from "./pricing-metrics";

export interface CurrentChampion {
  /** The family that proposes. */
  readonly family: PricingFamily;
  /** A manager's choice that holds; null where the back-test decides, or where the choice cannot propose. */
  readonly chosen: ChosenFamily | null;
}

/** Whether a family may propose: its answers to price are credible for most products. The log–log model always may. */
export function mayPropose(family: PricingFamily, metrics: Pick<PricingMetrics, "credible">): boolean {
  return family === "log-log" || (metrics.credible[family] ?? 0) >= LEAST_CREDIBLE;
}

/** The family that proposes by these metrics: a manager's choice where it may, else the winner of the back-test. */
export async function championFor(scope: StoreScope, metrics: PricingMetrics): Promise<CurrentChampion> {
  const chosen = await findChosenFamily(scope);
  if (chosen?.family && mayPropose(chosen.family, metrics)) return { family: chosen.family, chosen };
  return { family: metrics.champion, chosen: null };
}

/** The family that proposes now; the log–log model before anything was learned. */
export async function currentChampion(scope: StoreScope): Promise<CurrentChampion> {
  const model = await findPricingModel(scope);
  if (!model) return { family: "log-log", chosen: null };
  return championFor(scope, pricingMetrics.parse(model.metrics));
}
