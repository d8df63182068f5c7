import { createHash } from "node:crypto";
import { monitorEventLoopDelay } from "node:perf_hooks";
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
import { createApiKey } from "../api-keys/create-api-key";
import { refreshProductFigures } from "../products/refresh-product-figures";
import { forgetServingModel, servingModel } from "../recommendations/serving-model";
import { enqueueTraining } from "../training/enqueue-training";
import { runTraining } from "../training/run-training";

const SLUG = "load";
const NOW = new Date("2026-11-01T09:00:00Z");

/** Fills the load shop and trains its recommender, once; the next call finds both. @returns seconds taken by each */
export async function prepareLoadShop(
  size: LoadSize,
): Promise<{ storeId: string; fillSeconds: number; trainSeconds: number }> {
  const known = await findStoreBySlug(SLUG);
  if (known) {
    // Each run counts its own log.
    await storeScope(known.id).db.recommendation.deleteMany({ where: { storeId: known.id } });
    return { storeId: known.id, fillSeconds: 0, trainSeconds: 0 };
  }
  const { shop } = await transaction((tx) =>
    ensureStore(tx, {
      ...{ id: newId(), slug: SLUG, name: "Load", currency: "EUR", timeZone: "Europe/Dublin" },
      ...{ clockKind: "simulated", clockAt: NOW, createdAt: NOW },
    }),
  );
  const begin = performance.now();
  await fillLoadStore(shop.id, size, NOW);
  await refreshProductFigures(storeScope(shop.id), () => NOW);
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

export interface ModelFigures {
  /** From the database into this process, with nothing kept. */
  readonly loadMs: number;
  /** The longest that other requests wait while the model is swapped for another. */
  readonly stallMs: number;
  readonly megabytes: number;
}

/** How long the model takes from the database into this process, and what requests feel of a swap. */
export async function measureModelLoad(storeId: string): Promise<ModelFigures> {
  const load = async () => {
    forgetServingModel(storeId);
    const begin = performance.now();
    const { model } = await servingModel(storeId, Date.now());
    return { ms: performance.now() - begin, model };
  };
  const first = await load();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await load();
  await pause(20);
  delay.disable();
  const round = (value: number) => Math.round(10 * value) / 10;
  return {
    loadMs: round(first.ms),
    stallMs: round(delay.max / 1e6),
    megabytes: round((first.model?.toBytes().byteLength ?? 0) / 1e6),
  };
}

/** A key that may ask for lists. */
export async function createLoadKey(storeId: string): Promise<string> {
  const input = { name: "Load", scopes: ["recommendations:read"] as const };
  const { key } = await createApiKey(
    systemActor(storeId),
    { ...input, scopes: [...input.scopes] },
    new Date(),
  );
  return key;
}

/** The rival's answer: what the buyers of this customer's products bought besides, counted in SQL. */
export async function askCoOccurrence(storeId: string, customer: number, count: number): Promise<void> {
  await recommendByCoOccurrence(db(), storeId, loadCustomerId(customer), count);
}

const LOG_PATIENCE_MS = 10_000;
const LOG_POLL_MS = 100;

/** Waits until so many lists stand in the log, or for ten seconds. @returns how many do */
export async function waitUntilLogged(storeId: string, lists: number): Promise<number> {
  const giveUpMs = performance.now() + LOG_PATIENCE_MS;
  for (;;) {
    const logged = await storeScope(storeId).db.recommendation.count({ where: { storeId } });
    if (logged >= lists || performance.now() > giveUpMs) return logged;
    await pause(LOG_POLL_MS);
  }
}

/** The id of the load shop's customer of a number: as the filling SQL makes it, md5 of "c" and the number. */
export function loadCustomerId(customer: number): string {
  const hex = createHash("md5").update(`c${customer}`).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
