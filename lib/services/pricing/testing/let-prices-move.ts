import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import type { Guardrails } from "@/lib/domain/pricing/pricing-policy";
import { currentPolicy } from "../current-policy";
import { approvePricingPolicy, savePricingPolicy } from "../pricing-policies";

/** Puts a policy into force under which prices may move again at once and by as little as they like, and what else is asked. */
export async function letPricesMove(
  { ann, ben }: { readonly ann: Actor; readonly ben: Actor },
  wallNow: Date,
  guardrails: Partial<Guardrails> = {},
): Promise<void> {
  const { policy } = await currentPolicy(storeScope(ann.storeId));
  const rules = { ...policy.guardrails, restDays: 0, minimumChange: 0, ...guardrails };
  const { version } = await savePricingPolicy(ann, { ...policy, guardrails: rules }, wallNow);
  await approvePricingPolicy(ben, { version }, wallNow);
}
