import { MlError } from "../core/errors";
import { checkPlaces } from "./ranking";

/** Item ids of each list, best first. */
type Lists<Id> = readonly ArrayLike<Id>[];

/**
 * Catalogue coverage: the share of the catalogue's items that stand in the first k places of at least one list.
 * @param catalogueSize items that could have been recommended, above 0. O(lists × k).
 */
export function catalogueCoverage<Id>(lists: Lists<Id>, k: number, catalogueSize: number): number {
  if (!(catalogueSize > 0)) throw new MlError("EMPTY_INPUT", "The catalogue has no items.");
  return countItems(lists, k).size / catalogueSize;
}

/**
 * Novelty: mean over all places of −log₂ p(item), p the share of customers who have the item already: bits of surprise.
 * An item that nobody has counts as one that half a customer has.
 * @param owners customers per item. @param customers all customers, above 0. O(lists × k).
 * Source: Zhou et al. (2010), "Solving the apparent diversity–accuracy dilemma of recommender systems", equation 4.
 */
export function novelty<Id>(
  lists: Lists<Id>,
  k: number,
  owners: ReadonlyMap<Id, number>,
  customers: number,
): number {
  if (!(customers > 0)) throw new MlError("EMPTY_INPUT", "Novelty needs at least one customer.");
  let bits = 0;
  let places = 0;
  for (const [item, count] of countItems(lists, k)) {
    bits += count * Math.log2(customers / Math.max(owners.get(item) ?? 0, 0.5));
    places += count;
  }
  if (places === 0) throw new MlError("EMPTY_INPUT", "The lists are empty.");
  return bits / places;
}

/**
 * Personalisation depth: one minus the mean overlap |A ∩ B| / min(|A|, |B|) weighted by min(|A|, |B|), over all pairs of
 * lists cut to k places. 0: everyone sees the same; 1: no two customers share an item.
 * @throws MlError NOT_ENOUGH_DATA for fewer than two lists with items. O(lists × k) by counting, not by pairs.
 * Source: the Hamming distance of Zhou et al. (2010), equation 3, extended to lists of different length.
 */
export function personalisationDepth<Id>(lists: Lists<Id>, k: number): number {
  const counts = countItems(lists, k);
  const lengths = lists
    .map((list) => Math.min(k, list.length))
    .filter((length) => length > 0)
    .sort((a, b) => a - b);
  if (lengths.length < 2)
    throw new MlError("NOT_ENOUGH_DATA", "Personalisation compares at least two lists with items.", {
      received: `${lengths.length}`,
    });
  let shared = 0;
  for (const count of counts.values()) shared += (count * (count - 1)) / 2;
  // In ascending order each length is the smaller one of all pairs with those after it.
  const possible = lengths.reduce((sum, length, i) => sum + length * (lengths.length - 1 - i), 0);
  return 1 - shared / possible;
}

/** In how many lists each item stands within the first k places. */
function countItems<Id>(lists: Lists<Id>, k: number): Map<Id, number> {
  checkPlaces(k);
  const counts = new Map<Id, number>();
  for (const list of lists) {
    const seen = new Set<Id>();
    for (let place = 0; place < Math.min(k, list.length); place++) {
      const item = list[place]!;
      if (seen.has(item))
        throw new MlError("BAD_PARAMETER", "A list names an item twice.", { received: String(item) });
      seen.add(item);
      counts.set(item, (counts.get(item) ?? 0) + 1);
    }
  }
  return counts;
}
