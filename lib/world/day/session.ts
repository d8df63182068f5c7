import { PURPOSE } from "../draws";
import { CATEGORIES } from "../parameters";
import { logistic } from "../portable-math";
import { CART, PERSON } from "../state";
import { searchWords } from "../texts/searches";
import type { Device, Placement } from "../types";
import { checkout } from "./checkout";
import { COMPLEMENT, desire, glance, intents, liking, offerCovers, recallPrice } from "./choose";
import type { DayContext } from "./day-book";
import { offerOf } from "./offers";
import { serve } from "./recommend";
import type { Session, Visit } from "./visit";

const REFERRERS = {
  direct: "direct",
  "organic-search": "google",
  referral: "blog",
  social: "instagram",
  "search-ads": "google-ads",
  "social-ads": "instagram-ads",
  "display-ads": "display",
} as const;

/** Runs one visit from landing to leaving. Cost: a shelf page for each product opened. */
export function runSession(context: DayContext, visit: Visit): void {
  const { state, day, book } = context;
  const { people, goods, daily } = state.world;
  const i = visit.customer;
  const { kind } = visit;
  const slotBase = kind * 32;
  const usesApp =
    state.status[i] === PERSON.customer && daily.chance(people.app[i]!, PURPOSE.device, i, day, kind);
  const onPhone = usesApp || daily.chance(people.mobile[i]!, PURPOSE.device, i, day, kind + 8);
  const device: Device = onPhone
    ? "mobile"
    : daily.chance(0.12, PURPOSE.device, i, day, kind + 16)
      ? "tablet"
      : "desktop";
  const session: Session = {
    visit,
    i,
    id: `s${day.toString(36)}-${(i + 1).toString(36)}-${kind}`,
    channel: usesApp ? "app" : "web",
    device,
    offer: offerOf(state, i, day),
    cart: [],
    at: visit.at,
    note(type, fact = {}) {
      book.record({
        customerNo: i + 1,
        type,
        channel: session.channel,
        occurredAt: Math.min(session.at, book.endsAt - 1_000),
        sessionId: session.id,
        device,
        ...fact,
      });
    },
  };
  state.lastVisitDay[i] = day;
  session.note("session_started", {
    text: kind === 1 ? "newsletter" : kind === 2 ? "direct" : referrer(context, i),
    campaignNo: visit.campaignNo,
  });
  if (day - state.cartDay[i]! <= 14) takeUpCart(context, session);

  let wanted =
    kind === 2 ? 0 : 1 + daily.poisson(Math.max(0, people.views[i]! - 1), PURPOSE.patience, i, day, kind);
  const seen: number[] = [];
  let [category, other] = intents(context, i, kind);
  if (category < 0) return;
  let next = -1;
  let nextRecommendation: number | null = null;
  if (kind === 1 && visit.featured.length > 0) {
    next = favourite(context, i, visit.featured);
    nextRecommendation = visit.recommendationNo;
  } else if (kind === 0 && daily.chance(0.7, PURPOSE.route, i, day, 997)) {
    // Seven in ten land on the home page, the others straight on a shelf.
    const clicked = offerList(context, session, "home", null, 6, slotBase);
    if (clicked) ({ p: next, recommendationNo: nextRecommendation } = clicked);
  }
  for (let view = 0; view < wanted; view++) {
    const slot = slotBase + view;
    if (next < 0) {
      if (view >= 2 && daily.chance(0.3, PURPOSE.route, i, day, slot)) [category, other] = [other, category];
      const searches = daily.chance(view === 0 ? 0.24 : 0.05, PURPOSE.route, i, day, slot + 128);
      const words = searches ? searchWords(state.world, i, category, day, slot) : null;
      if (words) session.note("products_searched", { text: words.text });
      next = glance(context, i, category, slot, seen, words?.tag ?? null);
      if (next < 0) break;
    }
    const p = next;
    next = -1;
    seen.push(p);
    session.at += 18_000 + daily.integer(75_000, PURPOSE.visitTime, i, day, slot);
    session.note("product_viewed", {
      productNo: p + 1,
      valueMinor: state.priceMinor[p]!,
      recommendationNo: nextRecommendation,
    });
    nextRecommendation = null;
    const carted = consider(context, session, p, slot);
    // Buying makes people look for one more thing.
    if (carted && session.cart.length < 5) wanted += 1;
    if (carted && daily.chance(0.4, PURPOSE.route, i, day, slot + 256)) {
      const partner = complementOf(context, i, goods.category[p]!);
      if (partner >= 0) category = partner;
    }
    if (view === 1) {
      const clicked = offerList(context, session, "product", p, 4, slotBase + view + 1);
      if (clicked && !seen.includes(clicked.p)) ({ p: next, recommendationNo: nextRecommendation } = clicked);
    }
  }
  if (session.cart.length > 0) {
    if (session.cart.length < 4) {
      const clicked = offerList(context, session, "cart", session.cart[0]!.p, 3, slotBase + 24);
      if (clicked && !seen.includes(clicked.p)) {
        session.at += 9_000;
        session.note("product_viewed", {
          productNo: clicked.p + 1,
          valueMinor: state.priceMinor[clicked.p]!,
          recommendationNo: clicked.recommendationNo,
        });
        consider(context, session, clicked.p, slotBase + 25);
      }
    }
    // A window shopper never gives a name, and so never gets past the till.
    if (i < people.firstWindowShopper) checkout(context, session);
  }
}

/** Looks at one product and may put it into the cart. */
function consider(context: DayContext, session: Session, p: number, slot: number): boolean {
  const { state, day } = context;
  const { people, goods, daily } = state.world;
  const { i, cart } = session;
  const remembered = recallPrice(state, i, p, day);
  if (state.stock[p]! <= 0) {
    if (daily.chance(0.04, PURPOSE.support, i, day, p))
      context.book.questions.push({
        customer: i,
        intent: "restock",
        at: session.at + 60_000,
        orderNo: null,
        productNo: p + 1,
      });
    return false;
  }
  if (cart.some((item) => item.p === p) || cart.length >= 12) return false;
  const value =
    desire(
      context,
      i,
      p,
      cart.map((item) => item.p),
      remembered,
      session.offer,
    ) + daily.logistic(PURPOSE.liking, i, day, p);
  if (value <= 0) {
    if (value > -1.6 && daily.chance(people.wishes[i]!, PURPOSE.wish, i, day, p))
      session.note("wishlist_added", { productNo: p + 1 });
    return false;
  }
  const extra = ["tea", "pantry", "candles", "cups", "tableware", "gifts"].includes(
    CATEGORIES[goods.category[p]!]!,
  )
    ? daily.poisson(people.extraPieces[i]! * (1 + context.giftStrength), PURPOSE.quantity, i, day, p)
    : 0;
  const quantity = Math.min(state.stock[p]!, 1 + extra);
  session.at += 4_000 + (slot % 7) * 900;
  cart.push({ p, quantity });
  session.note("cart_added", { productNo: p + 1, quantity, valueMinor: state.priceMinor[p]! * quantity });
  return true;
}

/** What was left in the cart is still there, as far as it can still be bought. */
function takeUpCart(context: DayContext, session: Session): void {
  const { state } = context;
  for (let slot = 0; slot < CART; slot++) {
    const held = state.cartProduct[session.i * CART + slot]!;
    if (held > 0 && state.stock[held - 1]! > 0) session.cart.push({ p: held - 1, quantity: 1 });
    state.cartProduct[session.i * CART + slot] = 0;
  }
}

function favourite(context: DayContext, i: number, productNos: readonly number[]): number {
  const { state, day } = context;
  let best = -1;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const productNo of productNos) {
    const p = productNo - 1;
    if (state.released[p] !== 1) continue;
    const score = liking(state, i, p) + 0.7 * state.world.daily.gumbel(PURPOSE.emailClick, i, day, p + 1);
    if (score > bestScore) {
      best = p;
      bestScore = score;
    }
  }
  return best;
}

/** Shows a list and returns the product that was clicked, if any. */
function offerList(
  context: DayContext,
  session: Session,
  placement: Placement,
  page: number | null,
  count: number,
  slot: number,
): { p: number; recommendationNo: number } | null {
  const { state, day } = context;
  const { people, daily } = state.world;
  const { i } = session;
  const row = serve(context, session, placement, page, count);
  if (!row) return null;
  for (const [index, item] of row.items.entries()) {
    const p = item.productNo - 1;
    const appeal =
      -4.9 +
      1.3 * liking(state, i, p) +
      0.25 * Math.min(people.views[i]!, 6) -
      0.22 * index +
      (state.compareAtMinor[p]! > 0 ? 0.2 * people.dealLove[i]! : 0) +
      (offerCovers(session.offer, state.world.goods.category[p]!, day) ? 0.3 : 0);
    if (daily.uniform(PURPOSE.recommendationClick, i, day, slot * 65_536 + p) < logistic(appeal)) {
      session.at += 7_000;
      session.note("recommendation_clicked", {
        productNo: item.productNo,
        recommendationNo: row.recommendationNo,
        position: index + 1,
      });
      return { p, recommendationNo: row.recommendationNo };
    }
  }
  return null;
}

function complementOf(context: DayContext, i: number, category: number): number {
  const { people, goods } = context.state.world;
  const n = CATEGORIES.length;
  let best = -1;
  let bestScore = 0;
  for (let c = 0; c < n; c++) {
    const weight = COMPLEMENT[category * n + c]!;
    if (weight === 0 || goods.shelves[c]!.length === 0) continue;
    const score = weight + 0.15 * people.taste[i * n + c]!;
    if (score > bestScore) {
      best = c;
      bestScore = score;
    }
  }
  return best;
}

function referrer(context: DayContext, i: number): string {
  const { state, day } = context;
  const { people, daily } = state.world;
  const first = state.status[i] === PERSON.visitor || state.orderCount[i] === 0;
  const channel = Object.keys(REFERRERS)[people.channel[i]!] as keyof typeof REFERRERS;
  if (first && daily.chance(0.8, PURPOSE.route, i, day, 999)) return REFERRERS[channel];
  const u = daily.uniform(PURPOSE.route, i, day, 998);
  return u < 0.58 ? "direct" : u < 0.85 ? "google" : u < 0.94 ? "instagram" : "blog";
}
