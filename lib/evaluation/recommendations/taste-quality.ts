import { liking } from "@/lib/world/day/choose";
import type { WorldState } from "@/lib/world/state";

/**
 * How near a list comes to the best possible one on a customer's hidden taste: DCG of the list over that of the best
 * list of the same length, with gain 2^z − 1 of the taste's place among the goods, z from 0 for the least liked to 5
 * for the best liked by rank. Only goods that could be shown count. @returns 0–1; null where nothing could be shown
 * @param shown product numbers, best first @param open product numbers that could have been shown
 * Cost O(goods log goods). Source of the measure: Järvelin & Kekäläinen (2002), graded relevance.
 */
export function tasteQuality(
  state: WorldState,
  customerNo: number,
  shown: readonly number[],
  open: readonly number[],
): number | null {
  if (open.length === 0 || shown.length === 0) return null;
  const liked = [...open].sort(
    (a, b) => liking(state, customerNo - 1, b - 1) - liking(state, customerNo - 1, a - 1) || a - b,
  );
  const gainOf = new Map(liked.map((productNo, rank) => [productNo, gain(rank, liked.length)]));
  let reached = 0;
  let best = 0;
  for (let place = 0; place < shown.length; place++) {
    const discount = 1 / Math.log2(place + 2);
    reached += (gainOf.get(shown[place]!) ?? 0) * discount;
    best += (place < liked.length ? gain(place, liked.length) : 0) * discount;
  }
  return best > 0 ? reached / best : null;
}

function gain(rank: number, goods: number): number {
  const share = goods > 1 ? 1 - rank / (goods - 1) : 1;
  return 2 ** (5 * share) - 1;
}
