import { evaluateLists } from "@/lib/evaluation/recommendations/evaluate-lists";
import type { EvaluateOptions } from "./evaluate-options";

/** The engine's lists against popularity and chance, on the same worlds. */
export async function evaluateRecommendations(
  { size, weeks, replicates }: EvaluateOptions,
  progress: (sentence: string) => void,
): Promise<object> {
  return evaluateLists({ settings: { size }, days: 7 * weeks, replicates, progress });
}
