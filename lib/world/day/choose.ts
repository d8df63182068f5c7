import { PURPOSE } from "../draws";
import { CATEGORIES, CATEGORY, CHOICE, COMPETITORS, COMPLEMENTS } from "../parameters";
import { log, logistic } from "../portable-math";
import { CONSUMABLES, type LiveOffer, MEMORY, OWNED, type WorldState } from "../state";
import { competitorPriceMinor } from "./competitors";
import type { DayContext } from "./day-book";

const C = CATEGORIES.length;
const SALIENCE = CATEGORIES.map((category) => CATEGORY[category].priceSalience * CHOICE.priceScale);
const READINESS = CATEGORIES.map((category) => CATEGORY[category].readiness);
const GIFTABLE = CATEGORIES.map((category) => CATEGORY[category].giftable);
/** Place of a category among the things that are used up, or −1. */
export const CONSUMABLE_PLACE = CATEGORIES.map((_, index) => CONSUMABLES.indexOf(index));
/** COMPLEMENT[a * C + b]: how much having a makes b wanted. */
export const COMPLEMENT = (() => {
  const weights = new Float64Array(C * C);
  for (const [a, b, weight] of COMPLEMENTS)
    weights[CATEGORIES.indexOf(a) * C + CATEGORIES.indexOf(b)] = weight;
  return weights;
})();

/** How much a person's style and a product's agree. */
export function styleMatch(state: WorldState, i: number, p: number): number {
  const wanted = state.world.people.style;
  const offered = state.world.goods.style;
  return (
    wanted[i * 3]! * offered[p * 3]! +
    wanted[i * 3 + 1]! * offered[p * 3 + 1]! +
    wanted[i * 3 + 2]! * offered[p * 3 + 2]!
  );
}

/** What a person thinks of a product before price, season and need; comparable across products. */
export function liking(state: WorldState, i: number, p: number): number {
  const { people, goods } = state.world;
  const taste = people.taste[i * C + goods.category[p]!]!;
  return CHOICE.tasteWeight * taste + CHOICE.styleWeight * styleMatch(state, i, p) + 0.25 * goods.quality[p]!;
}

/** Need of a category that is used up: positive when the cupboard is empty, negative when it is full. */
export function need(state: WorldState, i: number, category: number, day: number): number {
  const place = CONSUMABLE_PLACE[category]!;
  if (place < 0) return 0;
  const left = state.supplyUntil[i * CONSUMABLES.length + place]! - day;
  if (left > 0) return CHOICE.fullPantry * Math.min(1, left / 20);
  return (
    CHOICE.emptyPantry *
    Math.min(1, 0.4 - left / 25) *
    logistic(state.world.people.taste[i * C + category]! * 1.5)
  );
}

/** How much things owned or in hand pull towards a category. */
function complementPull(state: WorldState, i: number, category: number, cart: readonly number[]): number {
  const { goods } = state.world;
  let pull = 0;
  for (let slot = 0; slot < OWNED; slot++) {
    const owned = state.ownedProduct[i * OWNED + slot]!;
    if (owned > 0) pull = Math.max(pull, 0.6 * COMPLEMENT[goods.category[owned - 1]! * C + category]!);
  }
  for (const p of cart) pull = Math.max(pull, COMPLEMENT[goods.category[p]! * C + category]!);
  return pull;
}

function ownsGroup(state: WorldState, i: number, p: number): boolean {
  const { rows } = state.world.goods;
  const group = rows[p]!.groupNo;
  for (let slot = 0; slot < OWNED; slot++) {
    const owned = state.ownedProduct[i * OWNED + slot]!;
    if (owned > 0 && rows[owned - 1]!.groupNo === group) return true;
  }
  return false;
}

/** Whether a code is good for this category today. */
export function offerCovers(offer: LiveOffer | undefined, category: number, day: number): offer is LiveOffer {
  return (
    offer !== undefined &&
    day <= offer.lastDay &&
    (offer.categories.length === 0 || offer.categories.includes(CATEGORIES[category]!))
  );
}

/**
 * What a person remembers a product to cost, or 0; seeing today's price moves the memory.
 * A memory fades after ninety days; the oldest gives way to a new one.
 */
export function recallPrice(state: WorldState, i: number, p: number, day: number): number {
  const base = i * MEMORY;
  const price = state.priceMinor[p]!;
  let oldest = base;
  let empty = -1;
  for (let slot = base; slot < base + MEMORY; slot++) {
    const known = state.memoryProduct[slot]!;
    if (known === p + 1) {
      const remembered = state.memoryMinor[slot]!;
      const fresh = day - state.memoryDay[slot]! <= CHOICE.referenceForgetDays;
      state.memoryMinor[slot] = fresh ? remembered + CHOICE.referenceSpeed * (price - remembered) : price;
      state.memoryDay[slot] = day;
      return fresh ? remembered : 0;
    }
    if (known === 0 && empty < 0) empty = slot;
    if (state.memoryDay[slot]! < state.memoryDay[oldest]!) oldest = slot;
  }
  if (empty >= 0) oldest = empty;
  state.memoryProduct[oldest] = p + 1;
  state.memoryMinor[oldest] = price;
  state.memoryDay[oldest] = day;
  return 0;
}

/**
 * How much a person who looks at a product now wants it, on the logit scale: it goes into the cart when this
 * and a logistic draw of their own together exceed 0. One person, one product, one moment: no demand curve.
 * @param remembered price recalled, cents, 0 for none @param offer code in the person's hand
 */
export function desire(
  context: DayContext,
  i: number,
  p: number,
  cart: readonly number[],
  remembered: number,
  offer: LiveOffer | undefined,
): number {
  const { state, day, season, giftStrength } = context;
  const { people, goods, daily } = state.world;
  const category = goods.category[p]!;
  const shelf = state.priceMinor[p]!;
  const price = offerCovers(offer, category, day) ? shelf * (1 - offer.discount) : shelf;
  const sensitivity = people.priceSensitivity[i]! * SALIENCE[category]!;

  let value =
    CHOICE.base +
    people.appetite[i]! +
    READINESS[category]! +
    liking(state, i, p) +
    CHOICE.qualityWeight * 0.3 * goods.quality[p]! +
    season[category]! +
    need(state, i, category, day) +
    CHOICE.giftSeason * giftStrength * people.giftMind[i]! * GIFTABLE[category]! +
    complementPull(state, i, category, cart);
  // Ratings speak as far as there are any: three of 4.1 are taken for granted.
  const rating = (state.ratingSum[p]! + 12.3) / (state.ratingCount[p]! + 3);
  value += CHOICE.ratingWeight * (rating - 4.1);
  value -= sensitivity * log(price / goods.worthMinor[p]!);
  if (remembered > 0) {
    const change = log(price / remembered);
    value -= change > 0 ? CHOICE.lossWeight * change : CHOICE.gainWeight * Math.max(change, -0.5);
  }
  const tag = state.compareAtMinor[p]!;
  if (tag > shelf) value += CHOICE.tagWeight * people.dealLove[i]!;
  if (daily.chance(people.comparing[i]!, PURPOSE.competitorCheck, i, day, p)) {
    let cheapest = Number.POSITIVE_INFINITY;
    for (let k = 0; k < COMPETITORS.length; k++) {
      const theirs = competitorPriceMinor(state, k, p, day);
      if (theirs > 0 && theirs < cheapest) cheapest = theirs;
    }
    if (cheapest < Number.POSITIVE_INFINITY)
      value -= CHOICE.competitorWeight * Math.max(-0.25, Math.min(0.6, log(price / cheapest)));
  }
  if (CONSUMABLE_PLACE[category]! < 0 && ownsGroup(state, i, p)) value += CHOICE.alreadyOwned;
  if (cart.length > 0) value += CHOICE.buyingMood;
  for (const q of cart) if (goods.category[q] === category) value += CHOICE.alreadyInCart;
  if (day - goods.releaseDay[p]! < CHOICE.newArrivalDays && goods.releaseDay[p]! >= 0)
    value += CHOICE.newArrival;
  if (state.stock[p]! > 0 && state.stock[p]! < 4) value += CHOICE.lowStock;
  return value;
}

/** The category a person has in mind, highest first: taste, season, need, gifts and whim. */
export function intents(context: DayContext, i: number, slot: number): [number, number] {
  const { state, day, season, giftStrength } = context;
  const { people, goods, daily } = state.world;
  let best = -1;
  let second = -1;
  let bestScore = Number.NEGATIVE_INFINITY;
  let secondScore = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < C; c++) {
    if (goods.shelves[c]!.length === 0) continue;
    const score =
      people.taste[i * C + c]! +
      0.7 * season[c]! +
      0.8 * need(state, i, c, day) +
      1.2 * giftStrength * people.giftMind[i]! * GIFTABLE[c]! +
      0.7 * complementPull(state, i, c, []) +
      daily.gumbel(PURPOSE.intent, i, day, slot * 32 + c);
    if (score > bestScore) {
      second = best;
      secondScore = bestScore;
      best = c;
      bestScore = score;
    } else if (score > secondScore) {
      second = c;
      secondScore = score;
    }
  }
  return [best, second < 0 ? best : second];
}

/**
 * The product a person opens after letting the eye run over a shelf: two dozen neighbours of a page, weighed by
 * appeal, price and chance. Returns −1 where nothing new is on show. O(shelf page).
 */
export function glance(
  context: DayContext,
  i: number,
  category: number,
  slot: number,
  seen: readonly number[],
  wantedTag: string | null,
): number {
  const { state, day } = context;
  const { people, goods, daily } = state.world;
  const shelf = goods.shelves[category]!;
  const pages = shelf.length;
  const start = pages > CHOICE.shelfSize ? daily.integer(pages, PURPOSE.shelfPage, i, day, slot) : 0;
  const sensitivity = people.priceSensitivity[i]! * SALIENCE[category]!;
  let best = -1;
  let bestScore = Number.NEGATIVE_INFINITY;
  const reach = Math.min(CHOICE.shelfSize, pages);
  for (let k = 0; k < reach; k++) {
    const p = shelf[(start + k) % pages]!;
    if (state.released[p] === 0 || seen.includes(p)) continue;
    const price = state.priceMinor[p]!;
    let score =
      CHOICE.glancePopularity * (goods.charm[p]! + 0.3 * log(1 + 5 * state.salesRate[p]!)) +
      CHOICE.glanceLiking * CHOICE.styleWeight * styleMatch(state, i, p) -
      CHOICE.glancePrice * sensitivity * log(price / goods.worthMinor[p]!) +
      daily.gumbel(PURPOSE.glance, i, day, p);
    if (state.compareAtMinor[p]! > price) score += 0.3 * people.dealLove[i]!;
    if (state.stock[p] === 0) score -= 1.5;
    if (wantedTag !== null && goods.rows[p]!.tags.includes(wantedTag)) score += 1.5;
    if (score > bestScore) {
      best = p;
      bestScore = score;
    }
  }
  return best;
}
