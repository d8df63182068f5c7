import type { TranslatedName } from "../products/product-language";

export const NEIGHBOUR_KINDS = ["sibling-below", "sibling-above", "ladder-below", "ladder-above"] as const;
export const LIMIT_KINDS = [
  "floor",
  "advertised",
  "change-down",
  "change-up",
  "ceiling",
  "competitor",
  ...NEIGHBOUR_KINDS,
] as const;
export type LimitKind = (typeof LIMIT_KINDS)[number];
/** One line a price may not cross. */
export interface PriceLimit {
  readonly kind: LimitKind;
  readonly side: "least" | "most";
  readonly minor: number;
  /** The product that draws the line, and the price ladder on which it stands, if any; absent in older evidence. */
  readonly neighbour?: TranslatedName & { readonly productId: string; readonly ladder: string | null };
}

/** Whether a price lies on the far side of the line. O(1). */
export function isBeyond(priceMinor: number, { side, minor }: PriceLimit): boolean {
  return side === "least" ? priceMinor < minor : priceMinor > minor;
}

/** Whether another product of the shop draws the line. O(1). */
export function isNeighbourLimit({ kind }: PriceLimit): boolean {
  return (NEIGHBOUR_KINDS as readonly LimitKind[]).includes(kind);
}
