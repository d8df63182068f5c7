import { z } from "zod";
import type { ProductFacts, SourceCandidates } from "@/lib/domain/recommendations/candidates";
import { PLACEMENTS } from "@/lib/domain/recommendations/placements";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import type { FallbackReason } from "./recommendations";

const list = z
  .string()
  .max(4_000)
  .transform((text) => text.split(",").filter((id) => id !== ""))
  .default([]);

/** What a preview is asked for with, as it stands in an address. */
export const previewQuery = z.object({
  placement: z.enum(PLACEMENTS).default("home"),
  customer: z.uuid().optional(),
  product: z.uuid().optional(),
  cart: list,
  views: list,
  /** A model other than the one that serves. */
  model: z.uuid().optional(),
});
export type PreviewQuery = z.input<typeof previewQuery>;

export interface PreviewProduct {
  readonly name: string;
  /** Language → name, where the shop has one. */
  readonly names: Readonly<Record<string, string>>;
}

/** Everything a list depends on at one moment: the browser makes any policy's list from it by itself. */
export interface RecommendationPreview {
  readonly placement: (typeof PLACEMENTS)[number];
  /** The shop's time. */
  readonly now: string;
  readonly customer: { readonly id: string; readonly name: string } | null;
  readonly modelVersion: number | null;
  readonly fallback: FallbackReason | null;
  readonly candidates: readonly SourceCandidates[];
  readonly facts: readonly ProductFacts[];
  readonly products: Readonly<Record<string, PreviewProduct>>;
  readonly catalogue: readonly string[];
  /** [product, when]. */
  readonly bought: readonly (readonly [string, string])[];
  readonly context: readonly string[];
  readonly excluded: readonly string[];
  /** The policy that this shop started with. */
  readonly start: RankingPolicy;
  /** The policies in force, the largest share first. */
  readonly live: readonly {
    readonly policyId: string | null;
    readonly version: number;
    readonly name: string;
    readonly share: number;
    readonly content: RankingPolicy;
  }[];
}
