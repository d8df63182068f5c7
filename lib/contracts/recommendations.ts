import { z } from "zod";
import { PLACEMENTS } from "@/lib/domain/recommendations/placements";
import type { TraceEntry } from "@/lib/domain/recommendations/trace";
import { keptReference, reference } from "./reference";

const references = z.array(reference).max(100);

/** What a list is asked for with. Ids may be ours or the shop's own; those that nobody knows are passed over. */
export const recommendInput = z.object({
  placement: z.enum(PLACEMENTS),
  /** The customer; without one, the session alone counts. */
  customer: reference.optional(),
  session: keptReference.optional(),
  count: z.number().int().min(1).max(50).default(8),
  /** The product whose page is open. */
  product: reference.optional(),
  cart: references.default([]),
  /** Products looked at in this visit, the latest first. */
  views: references.default([]),
  exclude: references.default([]),
  trace: z.boolean().default(false),
});
export type RecommendInput = z.input<typeof recommendInput>;

/** Why a list is less than it could be; null for one made as meant. */
export const FALLBACK_REASONS = [
  "no-model",
  "model-damaged",
  "unknown-customer",
  "history-unavailable",
  "empty-catalogue",
  "nothing-to-show",
] as const;
export type FallbackReason = (typeof FALLBACK_REASONS)[number];

export interface RecommendedItem {
  readonly productId: string;
  readonly name: string;
  readonly place: number;
  readonly priceMinor: number | null;
  readonly score: number;
}

export interface RecommendationList {
  readonly recommendationId: string;
  /** The visit it belongs to; null where a customer was named without one. */
  readonly session: string | null;
  readonly placement: (typeof PLACEMENTS)[number];
  readonly policyVersion: number;
  readonly modelVersion: number | null;
  readonly explored: boolean;
  readonly fallback: FallbackReason | null;
  readonly items: readonly RecommendedItem[];
  readonly trace?: readonly TraceEntry[];
}
