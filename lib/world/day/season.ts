import type { CalendarDay } from "../calendar";
import { CATEGORIES, CATEGORY, GIFT_SEASONS } from "../parameters";

/** Season of every category on a day: its monthly figures joined by straight lines through mid-month. */
export function seasonOf(described: CalendarDay): Float64Array {
  const position = described.month - 1 + (described.dayOfMonth - 15) / 30.5;
  const before = Math.floor(position);
  const share = position - before;
  return Float64Array.from(CATEGORIES, (category) => {
    const months = CATEGORY[category].season;
    return months[(before + 12) % 12]! * (1 - share) + months[(before + 13) % 12]! * share;
  });
}

/** How much people buy for others: rises over each gift season towards its end. 0–1. */
export function giftStrengthOf(described: CalendarDay): number {
  const today = described.month * 31 + described.dayOfMonth;
  let strength = 0;
  for (const { from, to, strength: peak } of GIFT_SEASONS) {
    const first = from[0] * 31 + from[1];
    const last = to[0] * 31 + to[1];
    if (today < first || today > last) continue;
    strength = Math.max(strength, peak * (0.35 + (0.65 * (today - first)) / Math.max(1, last - first)));
  }
  return strength;
}
