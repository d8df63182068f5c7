import type { z } from "zod";
import { proposePriceSetInput } from "@/lib/contracts/pricing-models";
import { readPriceTerms, readPricingFacts } from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { brokenEnding, brokenRuleError } from "@/lib/domain/pricing/broken-rules";
import { leavesOrder, openPrices } from "@/lib/domain/pricing/price-set";
import type { PriceSet } from "@/lib/domain/pricing/pricing-policy";
import { guardrailsFor } from "@/lib/domain/pricing/pricing-policy";
import { shopNow } from "@/lib/domain/shop";
import { currentPolicy } from "./current-policy";
import { toPricedProduct } from "./priced-product";
import { savePricingPolicy } from "./pricing-policies";

const NO_SUCH_PRODUCT = "There is no such product in this shop.";
const OUTSIDE =
  "One of these prices lies outside the guardrails of this product, or too far above its cheapest competitor.";
const DAY_MS = 86_400_000;

/**
 * Asks for a set of prices among which a sampler may move until a day: a new version of the pricing policy, which holds
 * once another manager approved it. An earlier set of the product ends with it. @returns the version
 */
export async function proposePriceSet(
  actor: Actor,
  input: z.input<typeof proposePriceSetInput>,
  wallNow: Date,
): Promise<{ version: number }> {
  authorise(actor, "price:propose");
  const { productId, pricesMinor, weeks, everyDays } = proposePriceSetInput.parse(input);
  const scope = storeScope(actor.storeId);
  const now = shopNow((await findStore(scope))!, wallNow);
  const { policy } = await currentPolicy(scope);
  const [facts] = await readPricingFacts(scope, now, policy, [productId]);
  if (!facts) throw new AppError("NOT_FOUND", NO_SUCH_PRODUCT);
  const set: PriceSet = {
    ...{
      productId,
      productName: facts.name,
      everyDays,
      pricesMinor: [...new Set(pricesMinor)].sort((a, b) => a - b),
    },
    from: now.toISOString(),
    until: new Date(now.getTime() + weeks * 7 * DAY_MS).toISOString(),
  };
  const terms = await readPriceTerms(scope);
  const product = toPricedProduct(facts, terms, now);
  const guardrails = guardrailsFor(policy, facts);
  for (const priceMinor of set.pricesMinor) {
    const crossed = leavesOrder(priceMinor, product, guardrails);
    const [broken] = crossed ? [crossed] : brokenEnding(priceMinor, guardrails.endings);
    if (broken) throw brokenRuleError("INVALID", broken, terms.currency);
  }
  if (openPrices(set, product, guardrails).length < set.pricesMinor.length)
    throw new AppError("INVALID", OUTSIDE, { fieldErrors: { pricesMinor: OUTSIDE } });
  const others = (policy.priceSets ?? []).filter(
    (other) => other.productId !== productId && Date.parse(other.until) > now.getTime(),
  );
  return savePricingPolicy(actor, { ...policy, priceSets: [...others, set] }, wallNow);
}
