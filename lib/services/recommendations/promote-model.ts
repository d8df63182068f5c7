import { appendAuditEvent } from "@/lib/data/audit-events";
import { promoteModel } from "@/lib/data/model-versions";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { RECOMMENDATION_MODEL } from "../training/train-recommendation";
import { forgetServingModel } from "./serving-model";

/** Makes a challenger serve; every process swaps within two seconds. @throws AppError NOT_FOUND */
export async function promoteRecommendationModel(
  actor: Actor,
  { modelVersionId }: { readonly modelVersionId: string },
  now: Date,
): Promise<void> {
  authorise(actor, "model:promote");
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    if (!(await promoteModel(tx, RECOMMENDATION_MODEL, modelVersionId)))
      throw new AppError("NOT_FOUND", "There is no such model in this shop.");
    await appendAuditEvent(tx, {
      at: now,
      actor,
      action: "recommendation-model.promoted",
      subjectKind: "model-version",
      subjectId: modelVersionId,
      detail: {},
    });
  });
  forgetServingModel(actor.storeId);
}
