import { z } from "zod";
import { PRICING_FAMILIES } from "@/lib/domain/pricing/demand-family";

const score = z.object({
  model: z.string(),
  wape: z.number().nullable(),
  mase: z.number().nullable(),
  bias: z.number().nullable(),
});
const family = z.enum(PRICING_FAMILIES);

/** How a pricing model was judged, as its version keeps it; what older versions did not know is empty. */
export const pricingMetrics = z.object({
  /** The family that won the back-test. */
  champion: family.catch("log-log"),
  scores: z.array(score),
  origins: z.number().default(0),
  horizon: z.number().default(0),
  /** Products judged. */
  judged: z.number().default(0),
  /** Per family the share of products whose own response to price is credible. */
  credible: z.partialRecord(family, z.number()).default({}),
  /** Of the categories with most sales: what each model reached there. */
  categories: z
    .array(
      z.object({
        category: z.string(),
        n: z.number(),
        scores: z.array(score.pick({ model: true, wape: true })),
      }),
    )
    .default([]),
  /** Of products that Q-learning played out: median and lowest share of the best policy, by world. */
  stress: z
    .array(
      z.object({
        world: z.string(),
        products: z.number(),
        learned: z.number(),
        lowest: z.number(),
        fixed: z.number(),
      }),
    )
    .default([]),
  /** What two learners like ours would do to one another under the shop's guardrails, and under none. */
  collusion: z
    .object({
      guarded: z.number(),
      unguarded: z.number(),
      /** How far above competitors those guardrails let a price go that nobody looks at; absent in older versions. */
      mostAbove: z.number().nullable().default(null),
    })
    .nullable()
    .default(null),
});
export type PricingMetrics = z.infer<typeof pricingMetrics>;
