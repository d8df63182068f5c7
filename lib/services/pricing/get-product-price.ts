import type { ProductPriceView } from "@/lib/contracts/pricing";
import { findCampaignsSince } from "@/lib/data/campaigns";
import { findDemandEstimate } from "@/lib/data/demand-estimates";
import { type DemandWeek, readDemandWeeks } from "@/lib/data/demand-observations";
import { findProposalsOf } from "@/lib/data/price-proposals";
import {
  type PricingFacts,
  readCompetitorPrices,
  readPriceHistory,
  readPriceTerms,
  readPricingFacts,
} from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { rulesFor } from "@/lib/domain/pricing/broken-rules";
import { doubtOf } from "@/lib/domain/pricing/competitor-use";
import { marginAt, netOfTax, type PricedProduct } from "@/lib/domain/pricing/guardrails";
import { PRICE_CHANGE_STATUSES } from "@/lib/domain/pricing/price-change";
import type { PriceLadder } from "@/lib/domain/pricing/price-ladder";
import type { PriceWeek } from "@/lib/domain/pricing/price-page";
import { priceSetOf, worthTrying } from "@/lib/domain/pricing/price-set";
import { guardrailsFor } from "@/lib/domain/pricing/pricing-policy";
import { priorPrice } from "@/lib/domain/pricing/prior-price";
import { shopNow } from "@/lib/domain/shop";
import { currentChampion } from "./current-champion";
import { currentPolicy } from "./current-policy";
import { demandOf, elasticityOf } from "./demand-of";
import { viewOfLearned } from "./learned-since";
import { modelOpinions } from "./model-opinions";
import { standingNow, toPricedProduct } from "./priced-product";
import { toProposalView } from "./to-proposal-view";

const WEEKS_SHOWN = 78;
const WEEK_MS = 7 * 86_400_000;
const POINTS = 41;
const MOST_PROPOSALS = 20;

/** Everything there is to know about one product's price. @throws AppError NOT_FOUND */
export async function getProductPrice(
  actor: Actor,
  productId: string,
  wallNow: Date,
): Promise<ProductPriceView> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const shop = (await findStore(scope))!;
  const now = shopNow(shop, wallNow);
  const current = await currentPolicy(scope);
  const [facts] = await readPricingFacts(scope, now, current.policy, [productId]);
  if (!facts) throw new AppError("NOT_FOUND", "There is no such product in this shop.");
  const terms = await readPriceTerms(scope);
  const estimate = await findDemandEstimate(scope, productId);
  const { family } = await currentChampion(scope);
  const from = new Date(now.getTime() - WEEKS_SHOWN * WEEK_MS);
  const weeks = await readDemandWeeks(scope, { productId, from });
  const history = await readPriceHistory(scope, productId, now);
  const competitors = await readCompetitorPrices(scope, productId, now);
  const proposals = await findProposalsOf(scope, PRICE_CHANGE_STATUSES, [productId]);
  const product = toPricedProduct(facts, terms, now);
  const rules = rulesFor(product, guardrailsFor(current.policy, facts));
  const { range } = rules;
  const demand = estimate && demandOf(estimate, facts, terms, family);
  const prices = facts.priceMinor === null ? [] : shownPrices(facts.priceMinor, range);
  const prior = priorPrice(history, now, shop.timeZone);
  const view = {
    id: facts.id,
    name: facts.name,
    translations: facts.translations,
    sku: facts.sku,
    categories: facts.categories,
  };
  const priced = facts.priceMinor !== null;
  return {
    product: view,
    priceMinor: facts.priceMinor,
    compareAtMinor: facts.compareAtMinor,
    unitCostMinor: facts.unitCostMinor,
    margin: priced ? marginAt(product.priceMinor, product) : null,
    onHand: facts.onHand,
    limits: range.limits,
    rules: priced ? rules : null,
    ladders: ladderViews(current.policy.ladders ?? [], facts),
    leastMinor: priced ? range.leastMinor : null,
    mostMinor: priced ? range.mostMinor : null,
    blocked: estimate ? range.blocked : (range.blocked ?? "NO_MODEL"),
    horizonWeeks: current.policy.horizonWeeks,
    curve: demand ? prices.map((price) => demand.outcome(price)) : [],
    today: demand ? demand.outcome(facts.priceMinor!) : null,
    dispersion: estimate?.dispersion ?? null,
    elasticity: estimate && {
      ...elasticityOf(estimate, family),
      own: estimate.ownElasticity,
      ownWeight: estimate.ownWeight,
      category: estimate.expected,
    },
    sufficiency: estimate && {
      distinctPrices: estimate.distinctPrices,
      weeksObserved: estimate.weeksObserved,
      units: estimate.unitsObserved,
      enough: estimate.enough,
    },
    model: estimate && {
      version: estimate.version,
      madeAt: estimate.madeAt.toISOString(),
      champion: family,
    },
    others: estimate ? modelOpinions(estimate, facts, terms, { family, range, prices }) : [],
    learned:
      estimate &&
      (await viewOfLearned(scope, estimate, { family, now, horizonWeeks: current.policy.horizonWeeks })),
    priceSet: priceSetOf(current.policy, productId, now),
    worthTrying: priced ? worthTrying(product, guardrailsFor(current.policy, facts)) : [],
    weeks: weeks.map((week) => toPriceWeek(week, product)),
    history: history.map((point) => ({ ...point, effectiveAt: point.effectiveAt.toISOString() })),
    competitors: competitors.map((seen) => ({
      ...seen,
      observedAt: seen.observedAt.toISOString(),
      doubt: doubtOf(seen, now),
    })),
    campaigns: (await findCampaignsSince(scope, from, now)).map(({ startsAt, ...campaign }) => ({
      ...campaign,
      startsAt: startsAt.toISOString(),
    })),
    prior: prior && {
      priorMinor: prior.priorMinor,
      reduction: prior.reduction,
      since: prior.promotionStart.toISOString(),
    },
    proposals: proposals
      .slice(0, MOST_PROPOSALS)
      .map((proposal) =>
        toProposalView(proposal, view, actor, standingNow(proposal, facts, { shop: terms, current, now })),
      ),
  };
}

/** The ladders of a product with the rungs whose prices are known. */
function ladderViews(ladders: readonly PriceLadder[], facts: PricingFacts): ProductPriceView["ladders"] {
  const own = { ...facts, productId: facts.id, heldMinor: [] };
  const known = new Map([own, ...facts.neighbours].map((one) => [one.productId, one]));
  return ladders
    .filter(({ productIds }) => productIds.includes(facts.id))
    .map(({ name, gap, productIds }) => ({
      ...{ name, gap },
      rungs: productIds.flatMap((productId) => {
        const rung = known.get(productId);
        if (!rung) return [];
        const { priceMinor, heldMinor } = rung;
        const translations = rung.translations ?? null;
        return [
          {
            ...{ productId, name: rung.name, translations, priceMinor },
            comingMinor: heldMinor.filter((minor) => minor !== priceMinor),
          },
        ];
      }),
    }));
}

function toPriceWeek(observed: DemandWeek, product: PricedProduct): PriceWeek {
  const { week, units, priceMinor, promotionShare, stockShare } = observed;
  const revenueMinor = netOfTax(observed.paidMinor, product);
  const { unitCostMinor } = product;
  return {
    ...{ units, priceMinor, promotionShare, stockShare, revenueMinor },
    profitMinor: unitCostMinor === null ? null : revenueMinor - units * unitCostMinor,
    week: week.toISOString(),
  };
}

/** Prices over the feasible range and a tenth of it beyond, today's among them, ascending. */
function shownPrices(priceMinor: number, range: { leastMinor: number; mostMinor: number }): number[] {
  const low = Math.min(priceMinor, range.leastMinor);
  const high = Math.max(priceMinor, range.mostMinor);
  const beyond = Math.max(1, 0.1 * (high - low));
  const prices = new Set<number>([priceMinor, range.leastMinor, range.mostMinor]);
  for (let k = 0; k < POINTS; k++)
    prices.add(Math.max(1, Math.round(low - beyond + (k / (POINTS - 1)) * (high - low + 2 * beyond))));
  return [...prices].sort((a, b) => a - b);
}
