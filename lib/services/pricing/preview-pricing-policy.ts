import { pricingPolicyInput } from "@/lib/contracts/pricing";
import type { PolicyPreview } from "@/lib/contracts/pricing-policies";
import { findProposalsOf } from "@/lib/data/price-proposals";
import { readPriceTerms, readPricingFacts } from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { objectionsTo, standingOf } from "@/lib/domain/pricing/approval-rules";
import { brokenRules, rulesFor } from "@/lib/domain/pricing/broken-rules";
import { brokenLimits } from "@/lib/domain/pricing/guardrails";
import { guardrailsFor, type PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { shopNow } from "@/lib/domain/shop";
import { checkLadders } from "./check-ladders";
import { toPricedProduct } from "./priced-product";

const EXAMPLES = 5;

/** What a version of the policy would say of the changes that wait now and of the prices in force. Writes nothing. */
export async function previewPricingPolicy(
  actor: Actor,
  input: PricingPolicy,
  wallNow: Date,
): Promise<PolicyPreview> {
  authorise(actor, "price:propose");
  const policy = pricingPolicyInput.parse(input);
  const scope = storeScope(actor.storeId);
  await checkLadders(scope, policy.ladders ?? []);
  const now = shopNow((await findStore(scope))!, wallNow);
  const terms = await readPriceTerms(scope);
  const facts = await readPricingFacts(scope, now, policy);
  const products = new Map(
    facts.map((one) => {
      const product = toPricedProduct(one, terms, now);
      const guardrails = guardrailsFor(policy, one);
      const rules = rulesFor(product, guardrails);
      return [one.id, { ...one, product, guardrails, rules, range: rules.range }];
    }),
  );
  const waiting = (await findProposalsOf(scope, ["proposed"])).flatMap((proposal) => {
    const known = products.get(proposal.productId);
    if (!known) return [];
    const { evidence, toMinor } = proposal;
    const objections = objectionsTo(
      {
        ...{ toMinor, product: known.product, categories: known.categories, stakeMinor: evidence.gainMinor },
        ...{ chanceOfLoss: evidence.chanceOfLoss, ...standingOf(toMinor, known) },
      },
      policy,
    );
    const outside = brokenRules(toMinor, known.rules, proposal.origin === "revert").length > 0;
    return [
      {
        proposal,
        ...{ name: known.name, translations: known.translations },
        outside,
        byItself: proposal.origin === "model" && objections.length === 0,
      },
    ];
  });
  const outside = waiting.filter((one) => one.outside);
  const reckoned = [...products.values()].filter(
    ({ range }) => !["NO_PRICE", "NO_COST"].includes(range.blocked ?? ""),
  );
  return {
    waiting: waiting.length,
    inside: waiting.length - outside.length,
    outside: outside.length,
    byItself: waiting.filter((one) => one.byItself && !one.outside).length,
    examples: outside.slice(0, EXAMPLES).map(({ proposal, name, translations }) => ({
      ...{ id: proposal.id, name, translations, toMinor: proposal.toMinor },
    })),
    products: reckoned.length,
    productsOutside: reckoned.filter(
      ({ product, range }) => brokenLimits(product.priceMinor, range).length > 0,
    ).length,
  };
}
