/** The families of demand models that hear of prices and may propose them, the simplest first. */
export const PRICING_FAMILIES = ["log-log", "level", "linear", "trees", "gru"] as const;
export type PricingFamily = (typeof PRICING_FAMILIES)[number];

/** Share of products for which a family's own response to price must be credible before it may propose. */
export const LEAST_CREDIBLE = 0.5;
