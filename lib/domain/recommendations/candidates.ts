import type { Source } from "./placements";

/** A past or present product that speaks for a candidate. */
export interface Because {
  readonly productId: string;
  /** What it added to the candidate's score in its source; comparable within one candidate. */
  readonly weight: number;
}

export interface SourceItem {
  readonly productId: string;
  /** Higher is better; comparable within one source and request only. */
  readonly score: number;
  /** What carried the score, strongest first. */
  readonly because?: readonly Because[];
}

/** What one source proposes for one request, best first. */
export interface SourceCandidates {
  readonly source: Source;
  readonly items: readonly SourceItem[];
}

/** What the shop knows of a product at the moment of serving. */
export interface ProductFacts {
  readonly productId: string;
  /** Variants of one product share it. */
  readonly groupId: string;
  readonly categories: readonly string[];
  readonly brand: string | null;
  readonly tags: readonly string[];
  /** As the customer pays it. */
  readonly priceMinor: number | null;
  /** 0–1: share of products whose sale earns less, price without tax less cost a piece; null where unknown. */
  readonly earningRank: number | null;
  /** Pieces on the shelf; null where the shop does not count them. */
  readonly onHand: number | null;
  /** Weeks the stock lasts at its present pace; null where unknown. */
  readonly coverWeeks: number | null;
  /** 0–1: share of products that sell no better. */
  readonly popularityRank: number | null;
  readonly hidden: boolean;
}

/** Everything a list depends on besides the policy. */
export interface RankingInput {
  readonly candidates: readonly SourceCandidates[];
  /** Facts of every product that candidates, pins and catalogue name; a product without facts is not sold here. */
  readonly facts: Pick<ReadonlyMap<string, ProductFacts>, "get">;
  /** Every product of the shop, the best selling first: the last resort. May be a part of them. */
  readonly catalogue: readonly string[];
  /** Products the customer bought, with the last time. */
  readonly bought: ReadonlyMap<string, Date>;
  /** The product whose page is open and what lies in the cart: never recommended back. */
  readonly context: readonly string[];
  /** Products the caller or the customer does not want to see. */
  readonly excluded: readonly string[];
  readonly count: number;
  /** The shop's time: dated rules hold or not. */
  readonly now: Date;
}
