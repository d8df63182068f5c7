import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import {
  analyseLoadStore,
  fillLoadStore,
  type LoadSize,
  recommendByCoOccurrence,
} from "@/lib/data/load-store";
import { db, storeScope, transaction } from "@/lib/data/scope";
import { ensureStore, findStoreBySlug } from "@/lib/data/stores";
import { systemActor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { recommend } from "../recommendations/recommend";
import { flushServed } from "../recommendations/served-log";
import { forgetServingModel, servingModel } from "../recommendations/serving-model";
import { enqueueTraining } from "../training/enqueue-training";
import { runTraining } from "../training/run-training";

export interface LatencyFigures {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

const SLUG = "load";
const NOW = new Date("2026-11-01T09:00:00Z");

/** Fills the load shop and trains its recommender, once; the next call finds both. @returns seconds taken by each */
export async function prepareLoadShop(
  size: LoadSize,
): Promise<{ storeId: string; fillSeconds: number; trainSeconds: number }> {
  const known = await findStoreBySlug(SLUG);
  if (known) return { storeId: known.id, fillSeconds: 0, trainSeconds: 0 };
  const { shop } = await transaction((tx) =>
    ensureStore(tx, {
      ...{ id: newId(), slug: SLUG, name: "Load", currency: "EUR", timeZone: "Europe/Dublin" },
      ...{ clockKind: "simulated", clockAt: NOW, createdAt: NOW },
    }),
  );
  const begin = performance.now();
  await fillLoadStore(shop.id, size, NOW);
  await analyseLoadStore();
  const filled = performance.now();
  const wallNow = () => new Date();
  const run = await enqueueTraining(
    systemActor(shop.id),
    { kind: "recommendation", params: { seed: 1 }, idempotencyKey: "load:first" },
    wallNow(),
  );
  const message = { storeId: shop.id, runId: run.id };
  const outcome = await runTraining(message, { workerId: newId(), wallNow, leaseMs: 600_000 });
  if (outcome !== "succeeded") throw new Error(`The training ended as ${outcome}.`);
  return {
    storeId: shop.id,
    fillSeconds: (filled - begin) / 1000,
    trainSeconds: (performance.now() - filled) / 1000,
  };
}

/** How long the model takes from the database into this process, in milliseconds. */
export async function measureModelLoad(storeId: string): Promise<number> {
  forgetServingModel(storeId);
  const begin = performance.now();
  await servingModel(storeId, Date.now());
  return performance.now() - begin;
}

/**
 * Lists for distinct customers at a steady rate, each timed from the moment it was due, so that waiting counts too.
 * @param rival the SQL co-occurrence query in the engine's place
 */
export async function measureLists(
  storeId: string,
  options: { customers: number; perSecond: number; seconds: number; rival: boolean },
): Promise<LatencyFigures> {
  const { customers, perSecond, seconds, rival } = options;
  const actor = systemActor(storeId);
  const total = Math.floor(perSecond * seconds);
  const one = (k: number) => {
    const customer = idOf(Math.floor(((k * 7_919) % customers) + 0));
    return rival
      ? recommendByCoOccurrence(db(), storeId, customer, 8)
      : recommend(actor, { placement: "home", customer, count: 8 }, NOW);
  };
  await one(0);
  const taken: number[] = [];
  const begin = performance.now();
  const running: Promise<void>[] = [];
  for (let k = 0; k < total; k++) {
    const dueMs = begin + (k * 1000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 1) await pause(waitMs);
    running.push(one(k).then(() => void taken.push(performance.now() - dueMs)));
  }
  await Promise.all(running);
  const lasted = (performance.now() - begin) / 1000;
  await flushServed();
  taken.sort((a, b) => a - b);
  const at = (share: number) => Math.round(10 * taken[Math.min(total - 1, Math.floor(share * total))]!) / 10;
  return {
    requests: total,
    perSecond: Math.round(total / lasted),
    ...{ p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) },
  };
}

/** Rows that were logged, to see that nothing was lost. */
export async function countLogged(storeId: string): Promise<number> {
  return storeScope(storeId).db.recommendation.count({ where: { storeId } });
}

/** As the filling SQL makes it: md5 of "c" and the number, written as a UUID. */
function idOf(customer: number): string {
  const hex = createHash("md5").update(`c${customer}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
