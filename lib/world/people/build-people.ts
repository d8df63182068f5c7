import { type Draws, PURPOSE } from "../draws";
import { CATEGORIES, MEDIA, PEOPLE, PERSONAS, type Persona } from "../parameters";
import { exp, log, power } from "../portable-math";
import type { AcquisitionChannel, WorldSettings } from "../types";

export const CHANNELS = Object.keys(MEDIA.channels) as readonly AcquisitionChannel[];

/** Everyone who may ever come, as they are inside. Arrays are indexed by customerNo − 1 and never change. */
export interface People {
  readonly count: number;
  /** From here on they are window shoppers: they never give their name. */
  readonly firstWindowShopper: number;
  /** Index of the stronger persona: the hidden truth of segmentation. */
  readonly persona: Uint8Array;
  readonly secondPersona: Uint8Array;
  /** Weight of the stronger one, 0.5–1. */
  readonly mixture: Float64Array;
  /** Visits a day. */
  readonly visits: Float64Array;
  /** CATEGORIES.length values a person. */
  readonly taste: Float64Array;
  /** Three values a person. */
  readonly style: Float64Array;
  readonly priceSensitivity: Float64Array;
  readonly dealLove: Float64Array;
  readonly comparing: Float64Array;
  readonly views: Float64Array;
  readonly appetite: Float64Array;
  readonly checkoutEase: Float64Array;
  readonly budgetMinor: Float64Array;
  readonly extraPieces: Float64Array;
  readonly giftMind: Float64Array;
  readonly returnRate: Float64Array;
  readonly ratingRate: Float64Array;
  readonly ratingBias: Float64Array;
  readonly emailLove: Float64Array;
  readonly persuadable: Float64Array;
  readonly fatigue: Float64Array;
  readonly socialRate: Float64Array;
  readonly supportRate: Float64Array;
  readonly mobile: Float64Array;
  readonly app: Float64Array;
  readonly hour: Float64Array;
  readonly hourSpread: Float64Array;
  readonly weekend: Float64Array;
  readonly dailyChurn: Float64Array;
  readonly wishes: Float64Array;
  readonly isChinese: Uint8Array;
  /** Index into CHANNELS. */
  readonly channel: Uint8Array;
  /** Accumulated chance of hearing of the shop at which they come; 0 for those who came before day 0. */
  readonly arrivalThreshold: Float64Array;
  /** Day they came, for those who came before day 0. */
  readonly earlyDay: Int32Array;
}

/** Builds everyone from settings alone: a person is a mixture of two personas with a character of their own. O(people). */
export function buildPeople(settings: WorldSettings, draws: Draws): People {
  const count = settings.customers + settings.windowShoppers;
  const numbers = () => new Float64Array(count);
  const people = {
    count,
    firstWindowShopper: settings.customers,
    persona: new Uint8Array(count),
    secondPersona: new Uint8Array(count),
    mixture: numbers(),
    visits: numbers(),
    taste: new Float64Array(count * CATEGORIES.length),
    style: new Float64Array(count * 3),
    priceSensitivity: numbers(),
    dealLove: numbers(),
    comparing: numbers(),
    views: numbers(),
    appetite: numbers(),
    checkoutEase: numbers(),
    budgetMinor: numbers(),
    extraPieces: numbers(),
    giftMind: numbers(),
    returnRate: numbers(),
    ratingRate: numbers(),
    ratingBias: numbers(),
    emailLove: numbers(),
    persuadable: numbers(),
    fatigue: numbers(),
    socialRate: numbers(),
    supportRate: numbers(),
    mobile: numbers(),
    app: numbers(),
    hour: numbers(),
    hourSpread: numbers(),
    weekend: numbers(),
    dailyChurn: numbers(),
    wishes: numbers(),
    isChinese: new Uint8Array(count),
    channel: new Uint8Array(count),
    arrivalThreshold: numbers(),
    earlyDay: new Int32Array(count),
  };
  for (let i = 0; i < count; i++) {
    const first = pickWeighted(draws.uniform(PURPOSE.persona, i), PERSONAS, (persona) => persona.share);
    let second = pickWeighted(draws.uniform(PURPOSE.persona, i, 1), PERSONAS, (persona) => persona.share);
    if (second === first) second = (second + 1) % PERSONAS.length;
    const weight = 1 - PEOPLE.mixtureRange * power(draws.uniform(PURPOSE.mixture, i), PEOPLE.mixtureShape);
    const a = PERSONAS[first]!;
    const b = PERSONAS[second]!;
    let trait = 0;
    const noise = () => draws.normal(PURPOSE.trait, i, trait++);
    /** Rates and money mix and vary on the log scale, everything else as it is. */
    const rate = (of: (persona: Persona) => number, spread: number = PEOPLE.rateNoise) =>
      exp(weight * log(of(a)) + (1 - weight) * log(of(b)) + spread * noise());
    const plain = (of: (persona: Persona) => number, spread: number) =>
      weight * of(a) + (1 - weight) * of(b) + spread * noise();
    const share = (of: (persona: Persona) => number) => Math.min(0.98, Math.max(0.01, plain(of, 0.1)));

    const isWindowShopper = i >= settings.customers;
    people.persona[i] = first;
    people.secondPersona[i] = second;
    people.mixture[i] = weight;
    people.visits[i] =
      (rate((persona) => persona.visitsPerWeek) / 7) * (isWindowShopper ? PEOPLE.windowShopperVisits : 1);
    for (const [c, category] of CATEGORIES.entries())
      people.taste[i * CATEGORIES.length + c] =
        weight * (a.taste[category] ?? a.otherTaste) +
        (1 - weight) * (b.taste[category] ?? b.otherTaste) +
        PEOPLE.tasteNoise * draws.normal(PURPOSE.taste, i, c);
    for (let s = 0; s < 3; s++)
      people.style[i * 3 + s] = plain((persona) => persona.style[s]!, PEOPLE.styleNoise);
    people.priceSensitivity[i] = rate((persona) => persona.priceSensitivity, PEOPLE.sensitivityNoise);
    people.dealLove[i] = rate((persona) => persona.dealLove);
    people.comparing[i] = share((persona) => persona.comparing);
    people.views[i] = rate((persona) => persona.viewsPerVisit, 0.2);
    people.appetite[i] = plain((persona) => persona.appetite, PEOPLE.logitNoise);
    people.checkoutEase[i] = plain((persona) => persona.checkoutEase, PEOPLE.logitNoise);
    people.budgetMinor[i] = rate((persona) => persona.monthlyBudgetMinor);
    people.extraPieces[i] = rate((persona) => persona.extraPieces);
    people.giftMind[i] = rate((persona) => persona.giftMind);
    people.returnRate[i] = Math.min(
      0.6,
      rate((persona) => persona.returnRate),
    );
    people.ratingRate[i] = Math.min(
      0.9,
      rate((persona) => persona.ratingRate),
    );
    people.ratingBias[i] = plain((persona) => persona.ratingBias, 0.25);
    people.emailLove[i] = plain((persona) => persona.emailLove, 0.4);
    people.persuadable[i] = plain((persona) => persona.persuadable, 0.15);
    people.fatigue[i] = rate((persona) => persona.fatigue);
    people.socialRate[i] = rate((persona) => persona.socialRate);
    people.supportRate[i] = rate((persona) => persona.supportRate);
    people.mobile[i] = share((persona) => persona.mobile);
    people.app[i] = share((persona) => persona.app);
    people.hour[i] = plain((persona) => persona.hour, PEOPLE.hourNoise);
    people.hourSpread[i] = rate((persona) => persona.hourSpread, 0.15);
    people.weekend[i] = rate((persona) => persona.weekend, 0.15);
    people.dailyChurn[i] = isWindowShopper
      ? PEOPLE.windowShopperYearlyChurn / 365
      : rate((persona) => persona.yearlyChurn) / 365;
    people.wishes[i] = Math.min(
      0.8,
      rate((persona) => persona.wishes),
    );
    people.isChinese[i] = draws.chance(PEOPLE.chineseSpeakers, PURPOSE.demographics, i) ? 1 : 0;
    people.channel[i] = pickWeighted(
      draws.uniform(PURPOSE.arrival, i),
      CHANNELS,
      (channel) => MEDIA.channels[channel],
    );
    const early = !isWindowShopper && draws.chance(PEOPLE.presentAtStart, PURPOSE.arrival, i, 1);
    people.arrivalThreshold[i] = early ? 0 : draws.exponential(PURPOSE.arrival, i, 2);
    people.earlyDay[i] = early
      ? -1 - draws.integer(Math.round(PEOPLE.yearsBefore * 365), PURPOSE.arrival, i, 3)
      : 0;
  }
  return people;
}

/** Index of the item whose share of the total a uniform number falls on. */
export function pickWeighted<T>(uniform: number, items: readonly T[], weight: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += weight(item);
  let rest = uniform * total;
  for (let k = 0; k < items.length; k++) {
    rest -= weight(items[k]!);
    if (rest < 0) return k;
  }
  return items.length - 1;
}
