"use server";

import { revalidatePath } from "next/cache";
import { getLocale } from "next-intl/server";
import { runAction } from "@/app/_doors/action";
import { sayRefusal } from "@/app/_doors/say-refusal";
import type { ActionResult } from "@/lib/contracts/action-result";
import {
  approvePricesInput,
  counterPriceInput,
  type DecisionOutcome,
  policyVersionInput,
  pricingPolicyInput,
  proposePriceInput,
  rejectPricesInput,
  revertPriceInput,
  withdrawPriceInput,
} from "@/lib/contracts/pricing";
import { promoteFamilyInput, proposePriceSetInput } from "@/lib/contracts/pricing-models";
import { enqueueTrainingInput } from "@/lib/contracts/training";
import type { Locale } from "@/lib/i18n/locales";
import { approvePrices } from "@/lib/services/pricing/approve-prices";
import { rejectPrices, withdrawPrice } from "@/lib/services/pricing/end-proposals";
import { previewPricingPolicy } from "@/lib/services/pricing/preview-pricing-policy";
import { approvePricingPolicy, savePricingPolicy } from "@/lib/services/pricing/pricing-policies";
import { promoteFamily } from "@/lib/services/pricing/promote-family";
import { counterPrice, proposePrice, revertPrice } from "@/lib/services/pricing/propose-price";
import { proposePriceSet } from "@/lib/services/pricing/propose-price-set";
import { enqueueTraining } from "@/lib/services/training/enqueue-training";

/** What every price page may show again after a decision. */
function refreshed<T extends { ok: boolean }>(result: T): T {
  if (result.ok) revalidatePath("/[store]/pricing", "layout");
  return result;
}

export async function startPricingAction(store: string, input: unknown) {
  return runAction(store, enqueueTrainingInput, input, enqueueTraining);
}

/** Refusals of some of many in the reader's language. */
async function worded(result: ActionResult<DecisionOutcome[]>): Promise<ActionResult<DecisionOutcome[]>> {
  if (!result.ok) return result;
  const locale: Locale = await getLocale();
  const data = result.data.map((outcome) => {
    const { refusal } = outcome;
    return refusal ? { ...outcome, message: sayRefusal(locale, refusal) } : outcome;
  });
  return { ok: true, data };
}

export async function approvePricesAction(store: string, input: unknown) {
  return refreshed(await worded(await runAction(store, approvePricesInput, input, approvePrices)));
}

export async function rejectPricesAction(store: string, input: unknown) {
  return refreshed(await worded(await runAction(store, rejectPricesInput, input, rejectPrices)));
}

export async function counterPriceAction(store: string, input: unknown) {
  return refreshed(await runAction(store, counterPriceInput, input, counterPrice));
}

export async function proposePriceAction(store: string, input: unknown) {
  return refreshed(await runAction(store, proposePriceInput, input, proposePrice));
}

export async function revertPriceAction(store: string, input: unknown) {
  return refreshed(await runAction(store, revertPriceInput, input, revertPrice));
}

export async function withdrawPriceAction(store: string, input: unknown) {
  return refreshed(
    await runAction(store, withdrawPriceInput, input, async (actor, parsed, now) => {
      await withdrawPrice(actor, parsed, now);
      return null;
    }),
  );
}

export async function promoteFamilyAction(store: string, input: unknown) {
  return refreshed(await runAction(store, promoteFamilyInput, input, promoteFamily));
}

export async function proposePriceSetAction(store: string, input: unknown) {
  return refreshed(await runAction(store, proposePriceSetInput, input, proposePriceSet));
}

export async function savePolicyAction(store: string, input: unknown) {
  return refreshed(await runAction(store, pricingPolicyInput, input, savePricingPolicy));
}

export async function previewPolicyAction(store: string, input: unknown) {
  return runAction(store, pricingPolicyInput, input, previewPricingPolicy);
}

export async function approvePolicyAction(store: string, input: unknown) {
  return refreshed(
    await runAction(store, policyVersionInput, input, async (actor, parsed, now) => {
      await approvePricingPolicy(actor, parsed, now);
      return null;
    }),
  );
}
