import type { Because } from "./candidates";
import type { Source } from "./placements";
import type { WeightName } from "./policy";

/** What one source said of a candidate. */
export interface SourceTrace {
  readonly source: Source;
  /** As the source gave it; null where that was no number. */
  readonly score: number | null;
  /** Place among the source's candidates, from 1. */
  readonly rank: number;
  /** What it adds to the relevance, 0–1. */
  readonly added: number;
  readonly because: readonly Because[];
}

/** One part of a score: value 0–1, null where the shop does not know it and the middle stood in. */
export interface TermTrace {
  readonly name: WeightName;
  readonly value: number | null;
  readonly added: number;
}

/** Why a candidate is not in the list. */
export type Removal =
  | { readonly reason: "not-sold" | "hidden" | "out-of-stock" | "in-context" | "excluded" }
  | { readonly reason: "bought"; readonly at: string }
  | { readonly reason: "filter"; readonly ruleId: string }
  /** As many of its kind as allowed stand above it; `key` is the category or brand, or the variant shown instead. */
  | { readonly reason: "category-cap" | "brand-cap" | "variant"; readonly key: string }
  /** Better ones took all places; buried ones wait behind everything else. */
  | { readonly reason: "below"; readonly rank: number; readonly buried: boolean }
  /** The list was drawn at random, and it was not; `rank` is where it would have stood. */
  | { readonly reason: "not-drawn"; readonly rank: number };

/** Why a product stands on its place. */
export type Via =
  | { readonly kind: "score" }
  | { readonly kind: "pin" }
  /** The list was drawn at random. */
  | { readonly kind: "drawn" }
  | { readonly kind: "kept-place"; readonly source: Source }
  /** Nothing of the candidates was left: best sellers stood in. */
  | { readonly kind: "fallback" }
  /** Too few candidates: the caps gave way, or a buried product came up. */
  | { readonly kind: "caps-relaxed" }
  | { readonly kind: "buried" };

export interface TraceEntry {
  readonly productId: string;
  readonly sources: readonly SourceTrace[];
  readonly terms: readonly TermTrace[];
  readonly boosts: readonly { readonly ruleId: string; readonly added: number }[];
  /** Sum of terms and boosts. */
  readonly score: number;
  readonly outcome:
    | { readonly shown: true; readonly place: number; readonly via: Via }
    | { readonly shown: false; readonly removal: Removal };
}
