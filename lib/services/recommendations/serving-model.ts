import { setImmediate as nextTurn } from "node:timers/promises";
import { findModelPart } from "@/lib/data/model-parts";
import { findChampion } from "@/lib/data/model-versions";
import { storeScope } from "@/lib/data/scope";
import { ShopModel } from "@/lib/ml/serving/shop-model";
import { logger } from "@/lib/platform/logger";
import { RECOMMENDATION_MODEL, SHOP_MODEL_PART } from "../training/train-recommendation";
import { readDataWindow } from "./data-window";
import { KeptFresh } from "./kept-fresh";

/** The model that serves a shop in this process, or why there is none. */
export type ServingModel =
  | {
      readonly model: ShopModel;
      readonly modelVersionId: string;
      readonly version: number;
      readonly segmentationId: string | null;
      /** Categories whose goods this shop's customers buy again. */
      readonly rebought: readonly string[];
    }
  | { readonly model: null; readonly reason: "no-model" | "model-damaged" };

/** How long after a promotion a process may still serve the model before. */
const FRESH_MS = 2_000;
const holders = new Map<string, KeptFresh<ServingModel>>();

/**
 * The champion, loaded once and swapped whole: lists are served from the old model until the new one is ready. One
 * that cannot be read leaves the old one in place.
 */
export function servingModel(storeId: string, wallNowMs: number): Promise<ServingModel> {
  let holder = holders.get(storeId);
  if (!holder) {
    holder = new KeptFresh((before) => load(storeId, before), { freshMs: FRESH_MS, whileOld: true });
    holders.set(storeId, holder);
  }
  return holder.get(wallNowMs);
}

/** After a promotion in this process: the next list is the new model's. */
export function forgetServingModel(storeId: string): void {
  holders.delete(storeId);
}

async function load(storeId: string, before: ServingModel | undefined): Promise<ServingModel> {
  const scope = storeScope(storeId);
  const champion = await findChampion(scope, RECOMMENDATION_MODEL);
  if (!champion) return { model: null, reason: "no-model" };
  if (before?.model && before.modelVersionId === champion.id) return before;
  try {
    const bytes = await findModelPart(scope, champion.id, SHOP_MODEL_PART);
    if (!bytes) throw new Error("Its weights are not stored.");
    const { segmentationId, rebought } = readDataWindow(champion.dataWindow);
    return {
      model: await inTurns(ShopModel.fromBytesSteps(bytes)),
      modelVersionId: champion.id,
      version: champion.version,
      ...{ segmentationId, rebought },
    };
  } catch (error) {
    logger.error({ err: error, storeId, modelVersionId: champion.id }, "a model could not be loaded");
    return before?.model ? before : { model: null, reason: "model-damaged" };
  }
}

/** Runs a generator to its end, with a turn for others after each step. */
async function inTurns<T>(steps: Generator<unknown, T>): Promise<T> {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    await nextTurn();
  }
}
