import type { SearchTrial } from "@/lib/contracts/recommendation-training";
import { fitShopModelSteps, type ShopModelOptions } from "@/lib/ml/serving/fit-shop-model";
import { tasteTrials } from "@/lib/ml/serving/taste-trials";
import { driveSteps } from "./drive-steps";
import type { GatheredHistory } from "./gather-shop-history";
import { judgedCustomers, judgeSource } from "./judge-recommendation";

/** Customers below which a comparison says nothing. */
export const ENOUGH_CUSTOMERS = 20;

export interface TasteSearch {
  readonly trials: readonly SearchTrial[];
  /** The best settings of each learner, the best learner first. */
  readonly best: readonly ShopModelOptions[];
}

/**
 * Tries settings of the learners of taste on a history, judged by what was bought after it and before `until`: the
 * leaderboard's purchases come later and are never looked at. Where too few bought anything then, each learner's first
 * trial stands. @param onTurn told what part of the search is done, 0–1
 */
export async function searchTaste(
  history: GatheredHistory,
  options: { readonly until: Date; readonly seed: number },
  onTurn: (done: number) => Promise<void>,
): Promise<TasteSearch> {
  const { until, seed } = options;
  const laterSales = history.laterSales.filter(({ placedAt }) => placedAt < until);
  const judged = judgedCustomers({ ...history, laterSales }, seed);
  const settings = tasteTrials(history, seed);
  const best = new Map<string, { readonly options: ShopModelOptions; readonly ndcg: number }>();
  const trials: SearchTrial[] = [];
  for (const [k, trial] of settings.entries()) {
    if (judged.length < ENOUGH_CUSTOMERS) {
      if (!best.has(trial.learner)) best.set(trial.learner, { options: trial, ndcg: 0 });
      continue;
    }
    const report = () => onTurn(k / settings.length);
    await report();
    const startedMs = performance.now();
    const model = await driveSteps(fitShopModelSteps(history, trial, "taste"), report);
    const seconds = Math.round((performance.now() - startedMs) / 10) / 100;
    const { ndcg } = judgeSource(model, "personal", judged, history)!.quality;
    trials.push({ ...trial, ndcg, seconds });
    if (ndcg > (best.get(trial.learner)?.ndcg ?? Number.NEGATIVE_INFINITY))
      best.set(trial.learner, { options: trial, ndcg });
  }
  const ranked = [...best.values()].sort((a, b) => b.ndcg - a.ndcg);
  return { trials, best: ranked.map((one) => one.options) };
}
