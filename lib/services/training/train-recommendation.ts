import {
  type LeaderboardRow,
  type RecommendationMetrics,
  recommendationParams,
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
import { fitShopModelSteps, type ShopModelOptions, tasteCandidates } from "@/lib/ml/serving/fit-shop-model";
import type { ShopModel } from "@/lib/ml/serving/shop-model";
import { newId } from "@/lib/platform/ids";
import { driveSteps } from "./drive-steps";
import { gatherLooks } from "./gather-looks";
import { gatherShopHistory } from "./gather-shop-history";
import { judgedCustomers, judgeOtherSources, judgeSource } from "./judge-recommendation";
import type { RunControl } from "./run-control";
import type { StoreResult } from "./run-training";

export const RECOMMENDATION_MODEL = "recommendation";
export const SHOP_MODEL_PART = "shop-model";
/** The same method trained on nothing after the split: what a replay of the log since then may be judged with. */
export const PAST_MODEL_PART = "past-model";
/** Of the purchases, the newest that the comparison holds back. */
const HELD_BACK = 0.15;
/** Held-back customers below which a comparison says nothing. */
const ENOUGH_CUSTOMERS = 20;
const OF = 100;
const SHARES = { readPast: 20, compared: 70, readAll: 85, learned: 98 } as const;

/**
 * Trains every source of a shop's recommendations. Learners of taste are compared on the newest purchases, which
 * they did not see; the best one is trained again on everything. The first model serves at once; a later one is a
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
  const options = compared?.best ?? tasteCandidates(history.products.length)[0]!;
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
  readonly splitAt: Date;
}

/** Tries the learners on a past whose end is held back; null where too little is. */
async function compare(
  scope: StoreScope,
  seed: number,
  looks: ReadonlyMap<string, Float32Array>,
  control: RunControl,
): Promise<Comparison | null> {
  const splitAt = await findSplitMoment(scope, HELD_BACK);
  if (!splitAt) return null;
  const past = await gatherShopHistory(scope, splitAt, looks, () => control.step("history", 0, OF));
  const judged = judgedCustomers(past, seed);
  if (judged.length < ENOUGH_CUSTOMERS) return null;
  const candidates = tasteCandidates(past.products.length);
  const leaderboard: LeaderboardRow[] = [];
  let best: { readonly options: ShopModelOptions; readonly model: ShopModel } | undefined;
  let bestNdcg = Number.NEGATIVE_INFINITY;
  for (const [k, options] of candidates.entries()) {
    const at = SHARES.readPast + ((SHARES.compared - SHARES.readPast) * k) / candidates.length;
    const report = () => control.step("comparing", Math.round(at), OF);
    await report();
    const startedMs = performance.now();
    const model = await driveSteps(fitShopModelSteps(past, options), report);
    const seconds = (performance.now() - startedMs) / 1000;
    const quality = judgeSource(model, "personal", judged, past)!;
    leaderboard.push({
      name: options.learner,
      regularisation: options.regularisation,
      seconds: Math.round(seconds * 100) / 100,
      quality,
    });
    if (quality.ndcg > bestNdcg) {
      bestNdcg = quality.ndcg;
      best = { options, model };
    }
    if (k === candidates.length - 1) leaderboard.push(...judgeOtherSources(model, judged, past));
  }
  leaderboard.sort((a, b) => b.quality.ndcg - a.quality.ndcg);
  return { best: best!.options, past: best!.model, leaderboard, splitAt };
}

function isOf(row: LeaderboardRow, options: ShopModelOptions): boolean {
  return row.name === options.learner && row.regularisation === options.regularisation;
}
