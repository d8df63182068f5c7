import { PURPOSE } from "../draws";
import { CATEGORIES, COMPLEMENTS } from "../parameters";
import type { WorldState } from "../state";
import type { RecommendationRequest, Recommender, ServedList } from "../types";

/** 0–1 of all lists are drawn at random from the pool. */
export const EXPLORATION = 0.05;
/** The pool: what sells best, in the shop or on the shelf at hand. */
const POOL = 24;
const POLICY = "bestsellers-1";

/**
 * The shop's lists before it had anything better: best sellers at the door, best sellers of the same shelf on a
 * product's page, of a shelf that goes with it at the till. One list in twenty is a random draw from the pool.
 * The propensity of an item is the chance that it stands on just this place: the exploration share over the
 * size of the pool, plus the rest where the policy itself would put it there.
 */
export function recommendByPopularity(state: WorldState): Recommender {
  const { goods, daily } = state.world;
  const pools = new Map<number, readonly number[]>();
  /** Best sellers of a shelf, −1 for the whole shop, that can be bought this morning. */
  const poolOf = (category: number): readonly number[] => {
    const known = pools.get(category);
    if (known) return known;
    const candidates =
      category < 0 ? Array.from({ length: goods.count }, (_, p) => p) : [...goods.shelves[category]!];
    const pool = candidates
      .filter((p) => state.released[p] === 1 && state.stock[p]! > 0)
      .sort((a, b) => state.salesRate[b]! - state.salesRate[a]! || a - b)
      .slice(0, POOL);
    pools.set(category, pool);
    return pool;
  };
  return (request: RecommendationRequest): ServedList => {
    const category = shelfFor(request, goods.category);
    const exclude = new Set(request.cart.map((productNo) => productNo - 1));
    if (request.productNo !== null) exclude.add(request.productNo - 1);
    const pool = poolOf(category).filter((p) => !exclude.has(p));
    const length = Math.min(request.count, pool.length);
    const key = request.servedAt % 1_000_000_007;
    const explored = daily.chance(
      EXPLORATION,
      PURPOSE.keeperRecommendation,
      request.customerNo,
      request.day,
      key,
    );
    const places = Array.from({ length: pool.length }, (_, k) => k);
    if (explored)
      for (let k = 0; k < length; k++) {
        const other =
          k +
          daily.integer(
            pool.length - k,
            PURPOSE.keeperRecommendation,
            request.customerNo,
            request.day,
            key + 1 + k,
          );
        const held = places[k]!;
        places[k] = places[other]!;
        places[other] = held;
      }
    const byChance = EXPLORATION / Math.max(1, pool.length);
    return {
      policy: POLICY,
      explored,
      items: places.slice(0, length).map((rank, place) => ({
        productNo: pool[rank]! + 1,
        propensity: rank === place ? byChance + 1 - EXPLORATION : byChance,
      })),
    };
  };
}

function shelfFor(request: RecommendationRequest, category: Uint8Array): number {
  if (request.productNo === null) return -1;
  const shelf = category[request.productNo - 1]!;
  if (request.placement !== "cart") return shelf;
  const partner = COMPLEMENTS.find(([from]) => from === CATEGORIES[shelf]);
  return partner ? CATEGORIES.indexOf(partner[1]) : shelf;
}
