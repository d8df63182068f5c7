import { listServingShops } from "@/lib/data/policy-evidence";
import { storeScope } from "@/lib/data/scope";
import { hasOpenTrainingRun } from "@/lib/data/training-runs";
import { systemActor } from "@/lib/domain/actor";
import { shopNow } from "@/lib/domain/shop";
import { enqueueTraining } from "../training/enqueue-training";
import { RECOMMENDATION_MODEL } from "../training/train-recommendation";
import { moveShares } from "./move-shares";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Days of the shop's clock after which a model is learned anew. It serves only once somebody promotes it. */
const RETRAIN_DAYS = 7;
/** Shops that were looked after, with the hour of their clock in which that was. */
const lookedAfter = new Map<string, number>();

/**
 * Keeps recommendations up, once an hour of each shop's clock: moves shares that follow what earns, and queues a
 * training when the newest model's data are a week old. Called again and again by every worker: the same day asks for
 * the same run, and one that failed or was cancelled is asked for again the day after. @param wallNow whose day that is
 */
export async function sweepRecommendations(wallNow: Date): Promise<{ moved: number; queued: number }> {
  const swept = { moved: 0, queued: 0 };
  for (const shop of await listServingShops(RECOMMENDATION_MODEL)) {
    const now = shopNow(shop, wallNow);
    const hour = Math.floor(now.getTime() / HOUR_MS);
    if (lookedAfter.get(shop.id) === hour) continue;
    swept.moved += await moveShares(shop.id, now);
    const { trainedUntil } = shop;
    const isOld = trainedUntil && now.getTime() - trainedUntil.getTime() >= RETRAIN_DAYS * DAY_MS;
    if (isOld && !(await hasOpenTrainingRun(storeScope(shop.id), "recommendation"))) {
      const day = wallNow.toISOString().slice(0, 10);
      const idempotencyKey = `scheduled:${RECOMMENDATION_MODEL}:${trainedUntil.toISOString()}:${day}`;
      await enqueueTraining(
        systemActor(shop.id),
        { kind: "recommendation", params: { seed: 1 }, idempotencyKey },
        wallNow,
      );
      swept.queued++;
    }
    lookedAfter.set(shop.id, hour);
  }
  return swept;
}
