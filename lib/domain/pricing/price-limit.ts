export const LIMIT_KINDS = [
  "floor",
  "advertised",
  "change-down",
  "change-up",
  "ceiling",
  "competitor",
  "sibling-below",
  "sibling-above",
] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];
/** One line a price may not cross. */
export interface PriceLimit {
  readonly kind: LimitKind;
  readonly side: "least" | "most";
  readonly minor: number;
}
