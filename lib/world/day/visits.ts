import { PURPOSE } from "../draws";
import { CATEGORIES, CHOICE, EMAIL, MEDIA, VISITS } from "../parameters";
import { exp, logistic } from "../portable-math";
import { PERSON } from "../state";
import { mediaEffect } from "./arrivals";
import { need } from "./choose";
import type { DayContext } from "./day-book";
import type { Visit } from "./visit";

const TEA = CATEGORIES.indexOf("tea");
const ATTENTION_DECAY = exp(-Math.LN2 / VISITS.attentionHalfLifeDays);
const FATIGUE_DECAY = exp(-Math.LN2 / VISITS.fatigueHalfLifeDays);
const SATISFACTION_DECAY = exp(-Math.LN2 / VISITS.satisfactionHalfLifeDays);

/** Who comes to the shop today of their own accord or back to a full cart, and at what hour. O(people). */
export function comingVisits(context: DayContext): Visit[] {
  const { state, day, described, giftStrength } = context;
  const { people, goods, daily } = state.world;
  const visits: Visit[] = [];
  const trend =
    VISITS.scale *
    exp((VISITS.yearlyGrowth * day) / 365) *
    exp(VISITS.weeklyNoise * daily.normal(PURPOSE.trend, Math.floor((day + 3) / 7))) *
    VISITS.weekday[described.weekday]! *
    (1 + MEDIA.reminder * (mediaEffect(context, "social-ads") + mediaEffect(context, "display-ads")));
  const isWeekend = described.weekday > 4;
  const sellsTea = goods.shelves[TEA]!.length > 0;
  for (let i = 0; i < people.count; i++) {
    const status = state.status[i]!;
    if (status !== PERSON.visitor && status !== PERSON.customer) continue;
    const firstDay = state.arrivedDay[i] === day;
    let rate = people.visits[i]! * trend * (isWeekend ? people.weekend[i]! : 1);
    rate *= 1 + VISITS.giftPull * giftStrength * people.giftMind[i]!;
    // The cupboard is bare: those who drink tea every day come for it.
    if (sellsTea) {
      const pull = need(state, i, TEA, day);
      rate *= exp(VISITS.pantryPull * logistic(people.taste[i * CATEGORIES.length + TEA]!) * pull);
    }
    rate *= exp(
      VISITS.attentionGain * state.attention[i]! -
        EMAIL.fatigueVisit * state.fatigue[i]! * people.fatigue[i]! +
        0.4 * state.satisfaction[i]!,
    );
    if (firstDay || daily.uniform(PURPOSE.visit, i, day) < 1 - exp(-rate))
      visits.push(visitOf(context, i, 0, hourOf(context, i, 0), null, [], null));
    const since = day - state.cartDay[i]!;
    if (since >= 1 && since <= 3 && daily.chance(CHOICE.abandonReturn / 2, PURPOSE.cartReturn, i, day))
      visits.push(visitOf(context, i, 2, hourOf(context, i, 2), null, [], null));
  }
  return visits;
}

/** Wall-clock second of the day at which a person comes: their own hour, give or take. */
export function hourOf(context: DayContext, i: number, kind: number): number {
  const { people, daily } = context.state.world;
  const hour =
    people.hour[i]! + people.hourSpread[i]! * daily.normal(PURPOSE.visitTime, i, context.day, 10_000 + kind);
  const wrapped = ((hour % 24) + 24) % 24;
  // Nobody shops at four in the morning: small hours are kept to the first two.
  return Math.floor((wrapped > 2 && wrapped < 5.5 ? ((wrapped - 2) * 2) / 3.5 : wrapped) * 3600);
}

export function visitOf(
  context: DayContext,
  customer: number,
  kind: Visit["kind"],
  second: number,
  campaignNo: number | null,
  featured: readonly number[],
  recommendationNo: number | null,
): Visit {
  const { calendar } = context.state.world;
  const at = Math.min(calendar.at(context.day, Math.min(second, 85_200)), context.book.endsAt - 1_200_000);
  return { customer, at, kind, campaignNo, featured, recommendationNo };
}

/** Overnight, attention, weariness and moods fade, and some people leave for good. O(people). */
export function fade(context: DayContext): void {
  const { state, day } = context;
  const { people, daily } = state.world;
  for (let i = 0; i < people.count; i++) {
    const status = state.status[i]!;
    if (status !== PERSON.visitor && status !== PERSON.customer) continue;
    state.attention[i]! *= ATTENTION_DECAY;
    state.fatigue[i]! *= FATIGUE_DECAY;
    state.satisfaction[i]! *= SATISFACTION_DECAY;
    // Looked at once a week, a seventh of the people each day.
    if ((i + day) % 7 !== 0) continue;
    const hazard =
      7 *
      people.dailyChurn[i]! *
      exp(0.25 * state.fatigue[i]! * people.fatigue[i]! - 1.1 * state.satisfaction[i]!);
    if (daily.uniform(PURPOSE.churn, i, day) < 1 - exp(-hazard)) state.status[i] = PERSON.gone;
  }
}
