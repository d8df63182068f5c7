import { evaluatePricing } from "@/lib/evaluation/pricing/evaluate-pricing";
import type { EvaluateOptions } from "./evaluate-options";

/** Pricing policies run forward, on the same worlds. */
export async function evaluatePrices(
  { size, weeks, replicates, customers, seed }: EvaluateOptions,
  progress: (sentence: string) => void,
): Promise<object> {
  const settings = {
    size,
    ...(customers === undefined ? {} : { customers }),
    ...(seed === undefined ? {} : { seed }),
  };
  return evaluatePricing({ settings, weeks, replicates }, progress);
}
