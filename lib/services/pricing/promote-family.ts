import type { z } from "zod";
import { promoteFamilyInput } from "@/lib/contracts/pricing-models";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { findPricingModel, readDemandEstimates } from "@/lib/data/demand-estimates";
import { insertChosenFamily } from "@/lib/data/pricing-champion";
import { readPriceTerms, readPricingFacts } from "@/lib/data/pricing-facts";
import { inTransaction, type StoreScope, storeScope } from "@/lib/data/scope";
import { findStore, lockStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { shopNow } from "@/lib/domain/shop";
import { championFor, mayPropose } from "./current-champion";
import { currentPolicy } from "./current-policy";
import { pricingMetrics } from "./pricing-metrics";
import { proposeFromModel } from "./propose-from-model";

/** Tens of thousands of products take some seconds, and a busy machine several times that. */
const TIMEOUT_MS = 300_000;
const NO_MODEL = "There is no pricing model in this shop yet.";
const NOT_CREDIBLE =
  "This family's answers to price are not credible for most products, so it may not propose.";

/**
 * Makes another family propose prices, or the winner of each back-test again (`family` null): what the model proposed
 * and nobody decided on is proposed anew from the same weeks. @throws AppError NOT_FOUND, INVALID
 */
export async function promoteFamily(
  actor: Actor,
  input: z.input<typeof promoteFamilyInput>,
  wallNow: Date,
): Promise<{ proposed: number }> {
  authorise(actor, "model:promote");
  const { family } = promoteFamilyInput.parse(input);
  const propose = async (tx: StoreScope) => {
    await lockStore(tx);
    const model = await findPricingModel(tx);
    if (!model) throw new AppError("NOT_FOUND", NO_MODEL);
    const metrics = pricingMetrics.parse(model.metrics);
    if (family && !mayPropose(family, metrics)) throw new AppError("INVALID", NOT_CREDIBLE);
    await insertChosenFamily(tx, {
      ...{ family, chosenAt: wallNow, chosenById: actor.id, chosenByName: actor.name },
    });
    const now = shopNow((await findStore(tx))!, wallNow);
    const champion = (await championFor(tx, metrics)).family;
    const proposed = await proposeFromModel(tx, {
      ...{ now, wallNow, champion, modelVersionId: model.id, version: model.version },
      estimates: await readDemandEstimates(tx, model.id),
      facts: await readPricingFacts(tx, now, (await currentPolicy(tx)).policy),
      terms: await readPriceTerms(tx),
    });
    await appendAuditEvent(tx, {
      at: wallNow,
      actor,
      action: "pricing-model.promoted",
      subjectKind: "model-version",
      subjectId: model.id,
      detail: { family: champion, automatic: family === null, ...proposed },
    });
    return { proposed: proposed.proposed };
  };
  return inTransaction(storeScope(actor.storeId), propose, { timeoutMs: TIMEOUT_MS });
}
