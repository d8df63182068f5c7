import type { Placement, Source } from "./placements";

/** Which products a rule speaks of: those that meet every condition given. No condition: all of them. */
export interface ProductMatch {
  readonly productIds?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly brands?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly priceFromMinor?: number | undefined;
  readonly priceToMinor?: number | undefined;
}

/** When a rule holds; open ends hold always. ISO times. */
interface Dated {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface SourceRule {
  readonly source: Source;
  /** Its say in the relevance, 0–1. */
  readonly weight: number;
  /** Candidates taken from it at most, those that no hard rule removes. */
  readonly limit: number;
  /** Places of the list kept for it, where it has that many. */
  readonly places: number;
}
export interface FilterRule extends Dated {
  readonly id: string;
  readonly keep: "only" | "never";
  readonly match: ProductMatch;
}
export interface BoostRule extends Dated {
  readonly id: string;
  readonly match: ProductMatch;
  /** Added to a score that lies in 0–1; negative lowers. */
  readonly amount: number;
}
export interface PinRule extends Dated {
  readonly productId: string;
  /** From 1. */
  readonly place: number;
}
export interface BuryRule extends Dated {
  readonly id: string;
  readonly match: ProductMatch;
}

/** How a placement's list is made from candidates. Plain data: stored by version, edited, compared, sent to a browser. */
export interface RankingPolicy {
  readonly sources: readonly SourceRule[];
  /** Shares of the score; only their proportions matter. */
  readonly weights: {
    readonly relevance: number;
    readonly margin: number;
    readonly stockCover: number;
    readonly novelty: number;
  };
  readonly filters: readonly FilterRule[];
  readonly boosts: readonly BoostRule[];
  readonly pins: readonly PinRule[];
  readonly buries: readonly BuryRule[];
  /** Products of one kind in a list at most; null for any number. */
  readonly caps: {
    readonly category: number | null;
    readonly brand: number | null;
    readonly group: number | null;
  };
  /** Whether what a customer bought may come back, and after how long. */
  readonly bought: {
    readonly rule: "never" | "allow";
    /** Only purchases of so many days count; null for all. */
    readonly withinDays: number | null;
    /** Things that are used up come back whatever the rule. */
    readonly exceptCategories: readonly string[];
  };
  readonly exploration: {
    /** 0–1 of the lists are drawn at random, so that the log can answer what another policy would have done. */
    readonly share: number;
    /** They are drawn from so many of the best. */
    readonly pool: number;
    /** Places of that pool kept for what hardly anybody bought yet, where sources propose it; none when left out. */
    readonly newcomers?: number | undefined;
  };
}
export type WeightName = keyof RankingPolicy["weights"];
export const WEIGHT_NAMES = ["relevance", "margin", "stockCover", "novelty"] as const;

const rule = (source: Source, weight: number, limit = 60, places = 0): SourceRule => ({
  ...{ source, weight, limit, places },
});

const COMMON: Omit<RankingPolicy, "sources"> = {
  // Mostly by what a list is expected to earn: docs/decisions/0009 has what that brings.
  weights: { relevance: 0.25, margin: 1, stockCover: 0.02, novelty: 0.02 },
  filters: [],
  boosts: [],
  pins: [],
  buries: [],
  caps: { category: 4, brand: null, group: 1 },
  bought: { rule: "never", withinDays: 365, exceptCategories: [] },
  exploration: { share: 0.05, pool: 24, newcomers: 4 },
};

/** What a shop starts with: each placement leans on the source that fits its moment. */
export const DEFAULT_POLICIES: Readonly<Record<Placement, RankingPolicy>> = {
  home: {
    ...COMMON,
    sources: [
      rule("personal", 1),
      rule("segment", 0.3, 40),
      rule("popular", 0.3, 40),
      rule("trending", 0.1, 20),
      rule("fresh", 0.1, 10),
      rule("looks", 0.1, 10),
    ],
  },
  product: {
    ...COMMON,
    caps: { category: null, brand: null, group: 1 },
    sources: [
      rule("similar", 0.7, 40),
      rule("together", 0.8, 40),
      rule("personal", 0.5),
      rule("looks", 0.2, 10),
      rule("popular", 0.1, 20),
    ],
  },
  cart: {
    ...COMMON,
    sources: [rule("together", 1, 40), rule("personal", 0.5), rule("popular", 0.1, 20)],
  },
  "after-purchase": {
    ...COMMON,
    sources: [rule("together", 0.8, 40), rule("personal", 0.8), rule("fresh", 0.1, 10)],
  },
  email: {
    ...COMMON,
    sources: [rule("personal", 1), rule("segment", 0.3, 40), rule("fresh", 0.2, 10), rule("looks", 0.1, 10)],
  },
};
