import { z } from "zod";
import { PRICING_FAMILIES, type PricingFamily } from "@/lib/domain/pricing/demand-family";

/** Null: whichever family wins the back-test. */
export const promoteFamilyInput = z.object({ family: z.enum(PRICING_FAMILIES).nullable() });

/** Prices of one product among which a sampler may move, for so many weeks, each drawn price for so many days. */
export const proposePriceSetInput = z.object({
  productId: z.uuid(),
  pricesMinor: z.array(z.number().int().min(1).max(1_000_000_000)).min(2).max(12),
  weeks: z.number().int().min(1).max(26).default(8),
  everyDays: z.number().int().min(1).max(28).default(7),
});

/** One row of the back-test. */
export interface FamilyScoreView {
  readonly model: string;
  /** The family among those that may propose; null for naive forecasts and blends. */
  readonly family: PricingFamily | null;
  readonly wape: number | null;
  readonly mase: number | null;
  readonly bias: number | null;
  readonly proposes: boolean;
  /** Won the back-test. */
  readonly best: boolean;
  /** 0–1: products for which its own response to price is credible; null where that is no question. */
  readonly credible: number | null;
  readonly mayPropose: boolean;
}

/** The models of prices as their page shows them. */
export interface PricingModelReport {
  readonly version: number;
  readonly madeAt: string;
  readonly trainingRunId: string;
  readonly proposes: PricingFamily;
  readonly best: PricingFamily;
  /** A manager's choice that holds; null where the back-test decides. */
  readonly chosen: { readonly byName: string; readonly at: string } | null;
  readonly scores: readonly FamilyScoreView[];
  readonly origins: number;
  readonly horizon: number;
  readonly judged: number;
  readonly products: number;
  readonly productsEnough: number;
  readonly weeks: number;
  readonly categories: readonly {
    readonly category: string;
    readonly n: number;
    readonly scores: readonly { readonly model: string; readonly wape: number | null }[];
  }[];
  readonly stress: readonly {
    readonly world: string;
    readonly products: number;
    readonly learned: number;
    readonly lowest: number;
    readonly fixed: number;
  }[];
  readonly collusion: {
    readonly guarded: number;
    readonly unguarded: number;
    readonly mostAbove: number | null;
    readonly alarm: boolean;
  } | null;
}
