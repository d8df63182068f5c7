import { evaluatePricingWorld } from "@/lib/evaluation/pricing/evaluate-pricing-world";
import type { EvaluateOptions } from "./evaluate-options";

/** Buyers of a world in which pricing is judged, unless asked otherwise: so many that most products sell every week. */
export const PRICING_CUSTOMERS = 1500;

/** Pricing policies run forward on one world. */
export async function evaluateOnePricingWorld(
  { size, weeks, customers = PRICING_CUSTOMERS, seed = 1 }: EvaluateOptions,
  progress: (sentence: string) => void,
): Promise<object> {
  return evaluatePricingWorld({ settings: { size, customers, seed }, weeks }, progress);
}
