import { PURPOSE } from "../draws";
import { MEDIA, PEOPLE, VISITS } from "../parameters";
import { CHANNELS } from "../people/build-people";
import { customerRow, identityOf, visitorRow } from "../people/identity";
import { power } from "../portable-math";
import { PERSON } from "../state";
import type { MediaChannel, SpendAction } from "../types";
import type { DayContext } from "./day-book";

const MEDIA_CHANNELS = Object.keys(MEDIA.carryOver) as readonly MediaChannel[];
/** Chance a day that word of mouth and search alone bring a person who has not come yet. */
const NATURAL_RATE = 1 / 330;

/** 0–1: how far a channel's advertising works today, carry-over included. */
export function mediaEffect(context: DayContext, channel: MediaChannel): number {
  const { adStock, world } = context.state;
  const scale = Math.max(0.02, world.people.count / 5_000);
  const half = (MEDIA.halfSpendMinor[channel] * scale) / (1 - MEDIA.carryOver[channel]);
  const stock = power(adStock[channel], 1.3);
  return stock / (stock + power(half, 1.3));
}

/** Books today's advertising and lets what it left behind decay. */
export function advertise(context: DayContext, spend: readonly SpendAction[]): void {
  const { state, book, described } = context;
  for (const channel of MEDIA_CHANNELS) {
    const amountMinor = spend
      .filter((action) => action.channel === channel)
      .reduce((sum, action) => sum + action.amountMinor, 0);
    state.adStock[channel] = state.adStock[channel] * MEDIA.carryOver[channel] + amountMinor;
    if (amountMinor <= 0) continue;
    book.ledger.mediaSpendMinor += amountMinor;
    book.spend.push({ campaignNo: null, channel, day: described.date, amountMinor });
  }
}

/** People hear of the shop and come for the first time. On day 0 the shop writes down whom it already knows. O(people). */
export function welcome(context: DayContext): void {
  const { state, day, book } = context;
  const { people, fixed, calendar, settings } = state.world;
  const startYear = Number(settings.startDate.slice(0, 4));
  if (day === 0)
    for (let i = 0; i < people.count; i++) {
      if (people.arrivalThreshold[i]! > 0) continue;
      const came = calendar.at(people.earlyDay[i]!, 9 * 3600 + fixed.integer(43_200, PURPOSE.arrival, i, 4));
      const consents = fixed.chance(PEOPLE.consentAtSignUp, PURPOSE.consent, i);
      state.status[i] = PERSON.customer;
      state.arrivedDay[i] = people.earlyDay[i]!;
      state.consent[i] = consents ? 1 : 0;
      const identity = identityOf(people, fixed, i, startYear, settings.dirt);
      book.customers.push(customerRow(people, identity, i, came, came, consents));
      if (consents)
        book.consents.push({
          customerNo: i + 1,
          channel: "email",
          granted: true,
          at: came,
          source: "checkout",
        });
    }
  const rates = CHANNELS.map((channel) =>
    channel in MEDIA.carryOver
      ? NATURAL_RATE *
        (0.15 + MEDIA.reach[channel as MediaChannel] * mediaEffect(context, channel as MediaChannel))
      : NATURAL_RATE * (1 + (VISITS.yearlyGrowth * day) / 365 + 0.8 * context.giftStrength),
  );
  for (let i = 0; i < people.count; i++) {
    if (state.status[i] !== PERSON.away || people.arrivalThreshold[i] === 0) continue;
    state.heard[i]! += rates[people.channel[i]!]!;
    if (state.heard[i]! < people.arrivalThreshold[i]!) continue;
    state.status[i] = PERSON.visitor;
    state.arrivedDay[i] = day;
    const identity = identityOf(people, fixed, i, startYear, settings.dirt);
    book.customers.push(visitorRow(people, identity, i, book.startsAt));
  }
}
