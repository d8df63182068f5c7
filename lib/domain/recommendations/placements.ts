/** Where a list can stand. Each has policies and figures of its own. */
export const PLACEMENTS = ["home", "product", "cart", "after-purchase", "email"] as const;
export type Placement = (typeof PLACEMENTS)[number];

/**
 * Where candidates come from: a person's taste, what is bought together with the basket or the page at hand, what
 * resembles it, what hardly anybody bought yet but looks like what was liked, what people of the same segment like, what sells more than it did, what is new, what sells.
 */
export const SOURCES = [
  "personal",
  "together",
  "similar",
  "looks",
  "segment",
  "trending",
  "fresh",
  "popular",
] as const;
export type Source = (typeof SOURCES)[number];
