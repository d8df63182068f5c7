// Loaded after the database client has been made: everything here reaches it through services.
import { setTimeout as pause } from "node:timers/promises";
import {
  addDemoMembers,
  DEMO_ACCOUNTS,
  type DemoAccount,
  ensureDemoAccounts,
} from "@/lib/auth/demo-accounts";
import { pricingParams } from "@/lib/contracts/pricing";
import type { TrainingRunView } from "@/lib/contracts/training";
import { disconnect } from "@/lib/data/disconnect";
import { fillWorldStore, WORLD_STORE_SLUG } from "@/lib/demo/world/fill-world-store";
import { LivingWorld } from "@/lib/demo/world/living-world";
import { type Actor, systemActor } from "@/lib/domain/actor";
import { defaultSegmentFeatures } from "@/lib/domain/features/customer-features";
import { isTerminal } from "@/lib/domain/runs";
import { enqueueTraining } from "@/lib/services/training/enqueue-training";
import { getRun } from "@/lib/services/training/get-run";
import { listAvailableFeatures } from "@/lib/services/training/list-available-features";
import { type DemoOptions, sizeNote } from "./demo-options";

const FIRST_SEED = 1;
const LOOK_AGAIN_MS = 300;

/** The demo's people, one per role and two managers. */
export async function prepareAccounts(): Promise<readonly DemoAccount[]> {
  await ensureDemoAccounts();
  return DEMO_ACCOUNTS;
}

/**
 * Fills the first shop, or goes on where an earlier start was cut off.
 * @returns the shop's id, and a sentence where the size that was asked for has no effect
 * @throws AppError NOT_FOUND when it shall live and no world stands behind it, CONFLICT when it was begun at another size
 */
export async function prepareShop(
  { size, live }: Pick<DemoOptions, "size" | "live">,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<{ storeId: string; note: string | undefined }> {
  const wallNow = () => new Date();
  const shop = await fillWorldStore({ size: size ?? "standard", wallNow, signal }, progress);
  const { storeId } = shop;
  if (live) await LivingWorld.open(WORLD_STORE_SLUG);
  await addDemoMembers(storeId, wallNow());
  return { storeId, note: sizeNote(size, shop.size) };
}

/** Asks for the first segmentation, once ever, and waits until the worker has carried it out. */
export async function prepareSegmentation(
  storeId: string,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<void> {
  const actor = systemActor(storeId);
  const features = [...defaultSegmentFeatures(await listAvailableFeatures(actor))];
  const params = { features, clusters: "auto" as const, seed: FIRST_SEED };
  const asked = { kind: "segmentation" as const, params, idempotencyKey: "demo:first-segmentation" };
  await finishRun(actor, await enqueueTraining(actor, asked, new Date()), signal, progress);
}

/** Asks for the first recommendation model, once ever, and waits until the worker has carried it out. */
export async function prepareRecommendations(
  storeId: string,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<void> {
  const actor = systemActor(storeId);
  const asked = {
    kind: "recommendation" as const,
    params: { seed: FIRST_SEED },
    idempotencyKey: "demo:first-recommendations",
  };
  await finishRun(actor, await enqueueTraining(actor, asked, new Date()), signal, progress);
}

/** Asks for the first price proposals, once ever. It takes minutes, so the worker learns them while the shop is open. */
export async function askForPrices(storeId: string): Promise<void> {
  const asked = {
    kind: "pricing" as const,
    params: pricingParams.parse({ seed: FIRST_SEED }),
    idempotencyKey: "demo:first-prices",
  };
  await enqueueTraining(systemActor(storeId), asked, new Date());
}

async function finishRun(
  actor: Actor,
  begun: TrainingRunView,
  signal: AbortSignal,
  progress: (share: number) => void,
): Promise<void> {
  let run = begun;
  while (!isTerminal(run.status) && !signal.aborted) {
    const { step = 0, totalSteps = null } = run.progress ?? {};
    if (totalSteps) progress(step / totalSteps);
    await pause(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    run = await getRun(actor, run.id);
  }
}

export async function closeConnections(): Promise<void> {
  await disconnect();
}
