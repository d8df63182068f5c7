import { PURPOSE } from "../draws";
import { COMPETITORS } from "../parameters";
import { exp, log } from "../portable-math";
import type { WorldState } from "../state";
import type { DayContext } from "./day-book";

const K = COMPETITORS.length;
const PROMOTION = 0.84;

function sells(state: WorldState, k: number, p: number): boolean {
  return state.world.fixed.chance(COMPETITORS[k]!.coverage, PURPOSE.competitor, k, p);
}

/** What a competitor asks for the same thing today, cents, or 0 where they do not sell it. O(1). */
export function competitorPriceMinor(state: WorldState, k: number, p: number, day: number): number {
  if (!sells(state, k, p)) return 0;
  const promotion = state.competitorPromotionUntil[p * K + k]! >= day ? PROMOTION : 1;
  const price =
    state.world.goods.worthMinor[p]! *
    exp(COMPETITORS[k]!.level + state.competitorLog[p * K + k]!) *
    promotion;
  return Math.max(1, Math.round(price));
}

/**
 * Once a week each competitor's price drifts back towards its own level, now and then goes on offer, and the
 * cheapest of them leans a little towards ours. Two days later the shop's own price watch looks. O(products).
 */
export function moveCompetitors(context: DayContext): void {
  const { state, day, book } = context;
  const { goods, daily, fixed, calendar } = state.world;
  for (let p = 0; p < goods.count; p++) {
    if (state.released[p] === 0) continue;
    const weekday = (p + day) % 7;
    if (weekday !== 0 && weekday !== 2) continue;
    for (let k = 0; k < K; k++) {
      if (!sells(state, k, p)) continue;
      const competitor = COMPETITORS[k]!;
      const place = p * K + k;
      if (weekday === 0) {
        const pull = k === 0 ? 0.15 * log(state.priceMinor[p]! / goods.worthMinor[p]!) : 0;
        state.competitorLog[place] =
          0.93 * state.competitorLog[place]! +
          0.07 * pull +
          competitor.weeklyMove * daily.normal(PURPOSE.competitor, day, p, k);
        if (daily.chance(competitor.promotionRate / 2, PURPOSE.competitor, day, p, k + 8))
          state.competitorPromotionUntil[place] =
            day + 7 + daily.integer(8, PURPOSE.competitor, day, p, k + 16);
        continue;
      }
      // One look in twelve fails.
      if (daily.chance(0.08, PURPOSE.scrape, day, p, k)) continue;
      book.competitorPrices.push({
        productNo: p + 1,
        competitor: competitor.name,
        priceMinor: competitorPriceMinor(state, k, p, day),
        inStock: !daily.chance(0.06, PURPOSE.scrape, day, p, k + 8),
        confidence: Math.round((0.78 + 0.22 * fixed.uniform(PURPOSE.scrape, p, k)) * 100) / 100,
        observedAt: calendar.at(day, 3 * 3600 + 60 * ((p * 7 + k) % 170)),
      });
    }
  }
}
