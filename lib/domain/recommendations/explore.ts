import type { RankedList } from "./rank-candidates";

export interface ServedPlace {
  readonly productId: string;
  /** The chance that this product stands on just this place, exploration included. */
  readonly propensity: number;
}

export interface ServedList {
  /** Whether the unpinned places were drawn at random. */
  readonly explored: boolean;
  readonly places: readonly ServedPlace[];
}

/**
 * Serves a ranked list, or, with probability `share`, a random draw without replacement from its pool on the places
 * that no rule fixed. Propensity of item i on an open place k: share / |pool| + (1 − share) · [the list has i on k];
 * of a pinned product: 1. @param next uniform draws from [0, 1) @param share 0–1. Cost O(count).
 */
export function serveWithExploration(
  list: Pick<RankedList, "productIds" | "pinned" | "pool">,
  share: number,
  next: () => number,
): ServedList {
  return servePlaces(list, share, list.pool.length > 0 && next() < share, next);
}

/** The same where it was drawn before whether the list is explored. */
export function servePlaces(
  list: Pick<RankedList, "productIds" | "pinned" | "pool">,
  share: number,
  explored: boolean,
  next: () => number,
): ServedList {
  const drawn = explored ? draw(list.pool, list.productIds.length, next) : [];
  const byChance = list.pool.length > 0 ? share / list.pool.length : 0;
  const places = list.productIds.map((ranked, k): ServedPlace => {
    if (list.pinned[k]) return { productId: ranked, propensity: 1 };
    const productId = explored ? drawn.pop()! : ranked;
    return { productId, propensity: byChance + (productId === ranked ? 1 - share : 0) };
  });
  return { explored, places };
}

/** At most `count` of the pool in random order. */
function draw(pool: readonly string[], count: number, next: () => number): string[] {
  const left = [...pool];
  for (let k = 0; k < Math.min(count, left.length); k++) {
    const other = k + Math.floor(next() * (left.length - k));
    [left[k], left[other]] = [left[other]!, left[k]!];
  }
  return left.slice(0, count).reverse();
}
