import { type LadderPlace, ladderPlaces, type PriceLadder } from "./price-ladder";

/** How a price stands to those of competitors. */
export interface CompetitorRule {
  /** Which of their prices counts. */
  readonly against: "cheapest" | "average";
  /** Most our price may lie above it, as a share: 0.1 is ten percent. */
  readonly mostAbove: number;
}

/** The guardrails of one product, after the most specific rules have won. Shares are 0–1. */
export interface Guardrails {
  /** Least of the net price that must remain after the cost of the goods. */
  readonly minimumMargin: number;
  /** Most the price may be of the unit cost with tax; null: no such ceiling. */
  readonly maximumMarkup: number | null;
  /** Most a single change may move the price. */
  readonly maximumChange: number;
  /** Changes smaller than this are not worth a new price tag. */
  readonly minimumChange: number;
  /** Allowed last two digits of the minor unit, e.g. [90, 95]; empty: any. */
  readonly endings: readonly number[];
  /** No product is cheaper than this whatever it costs: the maker's minimum advertised price. */
  readonly minimumAdvertisedMinor: number | null;
  readonly competitor: CompetitorRule | null;
  /** Days between two changes of the same product. */
  readonly restDays: number;
  /**
   * Least distance that variants of one parent keep, as a share of the cheaper one: they never cross. Null, or absent in
   * older versions: they may.
   */
  readonly siblingGap?: number | null | undefined;
}

/** Guardrails with the places that the product has on the policy's price ladders. */
export interface ProductGuardrails extends Guardrails {
  readonly places?: readonly LadderPlace[];
}

export interface GuardrailRule {
  /** Which products: one of them, a category, or a parent with all its variants. */
  readonly productId?: string | undefined;
  readonly groupId?: string | undefined;
  readonly category?: string | undefined;
  readonly guardrails: Partial<Guardrails>;
}

/** When a change must be looked at by a person. */
export interface ApprovalRules {
  /** Changes up to this size may go by themselves, as a share of the price. */
  readonly selfChange: number;
  /** Margin after the change below which a person is asked, whatever its size. */
  readonly askBelowMargin: number;
  /** Expected change of profit, minor units over the horizon, from which a person is asked. */
  readonly askFromStakeMinor: number;
  /** Categories in which a person is always asked. */
  readonly askCategories: readonly string[];
}

export const AUTONOMY_LEVELS = ["observe", "suggest", "act"] as const;
export type Autonomy = (typeof AUTONOMY_LEVELS)[number];

/** Prices of one product that were approved as a set: a sampler may move among them, day by day, until they end. */
export interface PriceSet {
  readonly productId: string;
  /** As it was called when the set was written, for whoever approves it. */
  readonly productName: string;
  /** At least two, ascending. */
  readonly pricesMinor: readonly number[];
  /** ISO times of the shop from and until which it holds. */
  readonly from: string;
  readonly until: string;
  /** Days that a drawn price stays. */
  readonly everyDays: number;
}

/** One version of how a shop sets prices. */
export interface PricingPolicy {
  readonly autonomy: Autonomy;
  /** Weeks a proposal looks ahead. */
  readonly horizonWeeks: number;
  /** Days after which a proposal nobody decided on runs out. */
  readonly proposalDays: number;
  readonly guardrails: Guardrails;
  readonly rules: readonly GuardrailRule[];
  readonly approval: ApprovalRules;
  /** Products that keep their order; absent in older versions: none. */
  readonly ladders?: readonly PriceLadder[] | undefined;
  /** Prices among which a sampler may move, approved with this version; absent in older ones: none. */
  readonly priceSets?: readonly PriceSet[] | undefined;
}

/** What holds until a shop writes its own: careful, and everything is asked. */
export const FIRST_PRICING_POLICY: PricingPolicy = {
  autonomy: "suggest",
  horizonWeeks: 6,
  proposalDays: 14,
  guardrails: {
    minimumMargin: 0.2,
    maximumMarkup: 6,
    maximumChange: 0.15,
    minimumChange: 0.02,
    endings: [],
    minimumAdvertisedMinor: null,
    competitor: null,
    restDays: 14,
    siblingGap: null,
  },
  rules: [],
  approval: { selfChange: 0.05, askBelowMargin: 0.25, askFromStakeMinor: 50_000, askCategories: [] },
};

/** The guardrails of one product: shop, then category, then parent, then product; later ones win field by field. O(rules + rungs). */
export function guardrailsFor(
  policy: PricingPolicy,
  product: { readonly id: string; readonly groupId: string; readonly categories: readonly string[] },
): ProductGuardrails {
  const matching = (kind: (rule: GuardrailRule) => boolean) =>
    policy.rules.filter(kind).map((rule) => rule.guardrails);
  const layers = [
    ...matching(
      ({ category, productId, groupId }) =>
        category !== undefined &&
        productId === undefined &&
        groupId === undefined &&
        product.categories.includes(category),
    ),
    ...matching(({ groupId, productId }) => productId === undefined && groupId === product.groupId),
    ...matching(({ productId }) => productId === product.id),
  ];
  const guardrails: Guardrails = Object.assign({}, policy.guardrails, ...layers);
  return { ...guardrails, places: ladderPlaces(policy.ladders ?? [], product.id) };
}
