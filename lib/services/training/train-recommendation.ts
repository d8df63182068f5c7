import {
  type LeaderboardRow,
  type RecommendationMetrics,
  recommendationParams,
  type SearchTrial,
} from "@/lib/contracts/recommendation-training";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { insertModelPart } from "@/lib/data/model-parts";
import { findChampion, insertModelVersion, promoteModel } from "@/lib/data/model-versions";
import { countRebuys, findSplitMoment } from "@/lib/data/recommendation-training";
import type { StoreScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import { REBUY_DAYS, reboughtCategories } from "@/lib/domain/recommendations/rebought-categories";
import { shopNow } from "@/lib/domain/shop";
import { RunFailed } from "@/lib/domain/training/run-failure";
import type { TrainingRun } from "@/lib/domain/training/training-run";
import type { TrainingProgress } from "@/lib/ml/core/estimator";
import {
  COMPARED_LEARNERS,
  comparedInteractions,
  fitComparedSteps,
} from "@/lib/ml/serving/compared-learners";
import { fitShopModelSteps, type ShopModelOptions } from "@/lib/ml/serving/fit-shop-model";
import type { ShopModel } from "@/lib/ml/serving/shop-model";
import { tasteTrials } from "@/lib/ml/serving/taste-trials";
import { newId } from "@/lib/platform/ids";
import { driveSteps } from "./drive-steps";
import { gatherLooks } from "./gather-looks";
import { gatherShopHistory } from "./gather-shop-history";
import {
  type JudgedRow,
  judgedCustomers,
  judgeOtherSources,
  judgeSource,
  judgeTasteLists,
  rankRows,
  UNTUNED,
} from "./judge-recommendation";
import type { RunControl } from "./run-control";
import { ENOUGH_CUSTOMERS, searchTaste } from "./search-taste";
import type { StoreResult } from "./trainer";

export const RECOMMENDATION_MODEL = "recommendation";
export const SHOP_MODEL_PART = "shop-model";
/** The same method trained on nothing after the split: what a replay of the log since then may be judged with. */
export const PAST_MODEL_PART = "past-model";
/** Of the purchases, the newest that the leaderboard is judged by, and those before them that settings are chosen by. */
const HELD_BACK = 0.15;
const CHOSEN_BY = 0.15;
const OF = 100;
const SHARES = { searched: 40, compared: 70, readAll: 85, learned: 98 } as const;

/**
 * Trains every source of a shop's recommendations. Settings of the learners of taste are searched on purchases that
 * they did not see, the best of each are compared on newer ones, and the winner is trained again on everything. The first model serves at once; a later one is a
 * challenger until somebody promotes it.
 * @throws RunFailed without products
 */
export async function trainRecommendation(
  scope: StoreScope,
  run: TrainingRun,
  control: RunControl,
): Promise<StoreResult> {
  const parsed = recommendationParams.safeParse(run.params);
  if (!parsed.success) throw new RunFailed("BAD_PARAMS");
  const shop = (await findStore(scope))!;
  const now = shopNow(shop, run.startedAt!);

  const looks = await gatherLooks(scope, () => control.step("pictures", 0, OF));
  const compared = await compare(scope, parsed.data.seed, looks, control);
  const history = await gatherShopHistory(scope, now, looks, () =>
    control.step("history", SHARES.compared, OF),
  );
  if (history.products.length === 0) throw new RunFailed("NO_PRODUCTS");
  const options = compared?.best ?? tasteTrials(history, parsed.data.seed)[0]!;
  await control.step("learning", SHARES.readAll, OF);
  const model = await driveSteps(fitShopModelSteps(history, options), () =>
    control.step("learning", SHARES.readAll, OF),
  );
  const bytes = model.toBytes();
  const rebought = reboughtCategories(await countRebuys(scope, { before: now, days: REBUY_DAYS }));
  await control.step("saving", SHARES.learned, OF);

  const quality = compared?.leaderboard.find((row) => isOf(row, options))?.quality ?? null;
  const popularity = compared?.leaderboard.find(({ name }) => name === "popular")?.quality ?? null;
  const metrics: RecommendationMetrics = {
    ...{ ...options, quality },
    leaderboard: compared?.leaderboard ?? [],
    trials: [...(compared?.trials ?? [])],
    bytes: bytes.byteLength,
  };
  return async (tx, wallNow) => {
    const modelVersionId = newId();
    const champion = await findChampion(tx, RECOMMENDATION_MODEL);
    const version = await insertModelVersion(tx, {
      id: modelVersionId,
      kind: RECOMMENDATION_MODEL,
      trainingRunId: run.id,
      snapshot: {
        ...{ kind: "shop-model", version: 1, params: { ...options }, featureNames: [] },
        state: { part: SHOP_MODEL_PART },
      },
      metrics,
      baseline: { popularity },
      dataWindow: {
        meetings: history.meetings.length,
        sales: history.sales.length,
        products: history.products.length,
        segmentationId: history.segmentationId,
        rebought,
        splitAt: compared?.splitAt.toISOString() ?? null,
        readAt: now.toISOString(),
      },
      seed: run.seed,
      createdAt: wallNow,
    });
    await insertModelPart(tx, { modelVersionId, name: SHOP_MODEL_PART, content: bytes });
    if (compared)
      await insertModelPart(tx, {
        modelVersionId,
        name: PAST_MODEL_PART,
        content: compared.past.toBytes(),
      });
    if (!champion) await promoteModel(tx, RECOMMENDATION_MODEL, modelVersionId);
    await appendAuditEvent(tx, {
      at: wallNow,
      actor: { id: run.requestedById, name: run.requestedByName },
      action: "recommendation-model.created",
      subjectKind: "model-version",
      subjectId: modelVersionId,
      detail: { version, ...options, ndcg: quality?.ndcg ?? null, champion: champion?.version ?? null },
    });
    return { modelVersionId };
  };
}

interface Comparison {
  readonly best: ShopModelOptions;
  /** The best one as it was trained on the past alone. */
  readonly past: ShopModel;
  readonly leaderboard: LeaderboardRow[];
  readonly trials: readonly SearchTrial[];
  readonly splitAt: Date;
}

/**
 * Searches settings on a past whose next purchases choose among them, then judges the best of each learner on the
 * newest ones, which chose nothing, beside learners that never serve; null where too little is held back.
 */
async function compare(
  scope: StoreScope,
  seed: number,
  looks: ReadonlyMap<string, Float32Array>,
  control: RunControl,
): Promise<Comparison | null> {
  const splitAt = await findSplitMoment(scope, HELD_BACK);
  const chosenFrom = await findSplitMoment(scope, HELD_BACK + CHOSEN_BY);
  if (!splitAt || !chosenFrom) return null;
  const past = await gatherShopHistory(scope, splitAt, looks, () => control.step("history", 0, OF));
  const judged = judgedCustomers(past, seed);
  if (judged.length < ENOUGH_CUSTOMERS) return null;
  const earlier = await gatherShopHistory(scope, chosenFrom, looks, () => control.step("history", 0, OF));
  const { trials, best } = await searchTaste(earlier, { until: splitAt, seed }, (done) =>
    control.step("comparing", Math.round(SHARES.searched * done), OF),
  );
  const rows: JudgedRow[] = [];
  const models: ShopModel[] = [];
  let fitted = 0;
  /** Trains one of those that are compared. @returns it and its seconds */
  const learn = async <M>(steps: Generator<TrainingProgress, M>): Promise<{ model: M; seconds: number }> => {
    const done = fitted++ / (best.length + COMPARED_LEARNERS.length);
    const at = Math.round(SHARES.searched + (SHARES.compared - SHARES.searched) * done);
    const report = () => control.step("comparing", at, OF);
    await report();
    const startedMs = performance.now();
    const model = await driveSteps(steps, report);
    return { model, seconds: Math.round((performance.now() - startedMs) / 10) / 100 };
  };
  for (const options of best) {
    const { model, seconds } = await learn(fitShopModelSteps(past, options));
    const { learner: name, regularisation, valueInfluence } = options;
    const found = judgeSource(model, "personal", judged, past)!;
    rows.push({ name, comparedOnly: false, regularisation, valueInfluence, seconds, ...found });
    models.push(model);
  }
  const X = comparedInteractions(past, new Set(judged.map(({ customerId }) => customerId)));
  for (const name of X ? COMPARED_LEARNERS : []) {
    const { model: listFor, seconds } = await learn(fitComparedSteps(X!, name, seed));
    const found = judgeTasteLists(listFor, judged, past);
    rows.push({ ...UNTUNED, name, comparedOnly: true, seconds, ...found });
  }
  rows.push(...judgeOtherSources(models[0]!, judged, past));
  // The best of the search was judged first.
  const leaderboard = rankRows(rows, rows[0]!);
  return { best: best[0]!, past: models[0]!, leaderboard, trials, splitAt };
}

function isOf(row: LeaderboardRow, options: ShopModelOptions): boolean {
  return row.name === options.learner;
}
