import type { PriceLimit } from "./price-limit";

/** Another variant of the same parent. */
export interface Sibling {
  readonly productId: string;
  /** The price in force, which tells the order. */
  readonly priceMinor: number;
  /** The prices that bind: the one in force and those that are decided on. */
  readonly heldMinor: readonly number[];
}

/**
 * Between which prices a variant keeps its place among those of its parent: not below (1 + gap) times the dearest of the
 * cheaper ones, not above the cheapest of the dearer ones by the same measure. Those at the very same price bind nothing: no
 * order is known. O(siblings).
 * @param gap least distance between two of them as a share of the cheaper; 0: they may meet but not cross
 */
export function siblingLimits(priceMinor: number, siblings: readonly Sibling[], gap: number): PriceLimit[] {
  const held = (which: (minor: number) => boolean) =>
    siblings
      .filter((one) => one.priceMinor > 0 && which(one.priceMinor))
      .flatMap(({ heldMinor }) => heldMinor);
  const cheaper = held((minor) => minor < priceMinor);
  const dearer = held((minor) => minor > priceMinor);
  const limits: PriceLimit[] = [];
  if (cheaper.length > 0)
    limits.push({
      kind: "sibling-below",
      side: "least",
      minor: Math.ceil(tidy(Math.max(...cheaper) * (1 + gap))),
    });
  if (dearer.length > 0)
    limits.push({
      kind: "sibling-above",
      side: "most",
      minor: Math.floor(tidy(Math.min(...dearer) / (1 + gap))),
    });
  return limits;
}

/** Without the last digits of binary fractions. */
function tidy(minor: number): number {
  return Math.round(minor * 1e6) / 1e6;
}
