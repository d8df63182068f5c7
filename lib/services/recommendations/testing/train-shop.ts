import type { Actor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { enqueueTraining } from "../../training/enqueue-training";
import { runTraining } from "../../training/run-training";
import { forgetServingModel } from "../serving-model";

/** Trains the shop's recommender in this process. @returns how the run ended */
export async function trainShop(actor: Actor, seed = 1): Promise<string> {
  const wallNow = () => new Date();
  const run = await enqueueTraining(
    actor,
    { kind: "recommendation", params: { seed }, idempotencyKey: newId() },
    wallNow(),
  );
  const outcome = await runTraining(
    { storeId: actor.storeId, runId: run.id },
    { workerId: newId(), wallNow },
  );
  forgetServingModel(actor.storeId);
  return outcome;
}
