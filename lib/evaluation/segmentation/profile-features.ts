import { CATEGORIES } from "@/lib/world/parameters";
import type { CategoryId, DayEvents, EventRow } from "@/lib/world/types";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** What is added up of one customer while the days go by. */
interface Tally {
  customerNo: number;
  firstAt: number;
  orders: number;
  firstOrderAt: number;
  lastOrderAt: number;
  gapSquares: number;
  gaps: number;
  lines: number;
  pieces: number;
  spentMinor: number;
  discountedMinor: number;
  giftOrders: number;
  refundedPieces: number;
  categoryMinor: Float64Array;
  sessions: number;
  views: number;
  carts: number;
  checkouts: number;
  searches: number;
  wishes: number;
  mobile: number;
  app: number;
  weekend: number;
  hourCos: number;
  hourSin: number;
  sends: number;
  opens: number;
  clicks: number;
  social: number;
  support: number;
  ratings: number;
  ratingSum: number;
  ratingSquares: number;
}

/** Features of a customer's profile, in the order of the columns. Missing values are NaN. */
export const PROFILE_FEATURES = [
  "recencyDays",
  "ordersPerMonth",
  "averageOrderMinor",
  "piecesPerOrder",
  "interpurchaseDays",
  "discountShare",
  "giftShare",
  "returnRate",
  "sessionsPerMonth",
  "viewsPerSession",
  "viewsPerOrder",
  "cartAbandonment",
  "searchesPerSession",
  "wishesPerSession",
  "mobileShare",
  "appShare",
  "weekendShare",
  "hourCosine",
  "hourSine",
  "openRate",
  "clickRate",
  "socialPerMonth",
  "supportPerMonth",
  "ratingsPerOrder",
  "ratingMean",
  ...CATEGORIES.map((category) => `share:${category}` as const),
] as const;
export type ProfileFeature = (typeof PROFILE_FEATURES)[number];

/** The profiles of those who ordered: n × features, row by row, NaN where a figure does not exist. */
export interface Profiles {
  readonly customerNos: readonly number[];
  readonly values: Float64Array;
}

/**
 * Reads a shop's rows day by day and keeps the figures of each customer, as the product's profiles define them:
 * what the shop can see and nothing of the world behind it. Rows that came twice are counted once.
 * Memory O(customers + events of the last ten days).
 */
export class ProfileBuilder {
  private readonly tallies = new Map<number, Tally>();
  private readonly categories = new Map<number, CategoryId>();
  private readonly seen = new Map<string, number>();
  private readonly orderOf = new Map<number, number>();

  add(day: DayEvents): void {
    for (const product of day.products) this.categories.set(product.productNo, product.category);
    for (const customer of day.customers) {
      const tally = this.of(customer.customerNo);
      tally.firstAt = Math.max(customer.createdAt, 0);
    }
    for (const order of day.orders) {
      const tally = this.of(order.customerNo);
      if (tally.orders > 0) {
        tally.gapSquares += ((order.placedAt - tally.lastOrderAt) / DAY_MS) ** 2;
        tally.gaps += 1;
      } else tally.firstOrderAt = order.placedAt;
      tally.orders += 1;
      tally.lastOrderAt = order.placedAt;
      this.orderOf.set(order.orderNo, order.customerNo);
      if (order.isGift) tally.giftOrders += 1;
      for (const line of order.lines) {
        tally.lines += 1;
        tally.pieces += line.quantity;
        tally.spentMinor += line.totalMinor;
        if (line.discountMinor > 0 || line.compareAtMinor !== null) tally.discountedMinor += line.totalMinor;
        tally.categoryMinor[CATEGORIES.indexOf(this.categories.get(line.productNo)!)]! += line.totalMinor;
      }
    }
    for (const refund of day.refunds) this.of(refund.customerNo).refundedPieces += refund.quantity;
    for (const send of day.sends) this.of(send.customerNo).sends += 1;
    for (const rating of day.ratings) {
      const tally = this.of(rating.customerNo);
      tally.ratings += 1;
      tally.ratingSum += rating.value;
      tally.ratingSquares += rating.value ** 2;
    }
    for (const conversation of day.conversations) this.of(conversation.customerNo).support += 1;
    for (const event of day.events) {
      if (this.seen.has(event.messageId)) continue;
      this.seen.set(event.messageId, day.day);
      this.count(event);
    }
    if (day.day % 10 === 0)
      for (const [messageId, seenDay] of this.seen) if (seenDay < day.day - 10) this.seen.delete(messageId);
  }

  /** @param now end of the window, UTC milliseconds @param from start of the window @param leastOrders fewer are left out */
  finish(now: number, from: number, leastOrders = 1): Profiles {
    const kept = [...this.tallies.values()]
      .filter((tally) => tally.orders >= leastOrders)
      .sort((a, b) => a.customerNo - b.customerNo);
    const values = new Float64Array(kept.length * PROFILE_FEATURES.length);
    kept.forEach((tally, row) => {
      values.set(featuresOf(tally, now, from), row * PROFILE_FEATURES.length);
    });
    return { customerNos: kept.map((tally) => tally.customerNo), values };
  }

  private count(event: EventRow): void {
    const tally = this.of(event.customerNo);
    switch (event.type) {
      case "session_started": {
        tally.sessions += 1;
        if (event.device === "mobile") tally.mobile += 1;
        if (event.channel === "app") tally.app += 1;
        const weekday = Math.floor(event.occurredAt / DAY_MS + 3) % 7;
        if (weekday > 4) tally.weekend += 1;
        const angle = (2 * Math.PI * (event.occurredAt % DAY_MS)) / (24 * HOUR_MS);
        tally.hourCos += Math.cos(angle);
        tally.hourSin += Math.sin(angle);
        return;
      }
      case "product_viewed":
        tally.views += 1;
        return;
      case "cart_added":
        tally.carts += 1;
        return;
      case "checkout_started":
        tally.checkouts += 1;
        return;
      case "products_searched":
        tally.searches += 1;
        return;
      case "wishlist_added":
        tally.wishes += 1;
        return;
      case "email_opened":
        tally.opens += 1;
        return;
      case "email_clicked":
        tally.clicks += 1;
        return;
      case "social_followed":
      case "social_liked":
      case "social_commented":
      case "social_shared":
        tally.social += 1;
        return;
      default:
        return;
    }
  }

  private of(customerNo: number): Tally {
    const known = this.tallies.get(customerNo);
    if (known) return known;
    const tally: Tally = {
      customerNo,
      firstAt: 0,
      orders: 0,
      firstOrderAt: 0,
      lastOrderAt: 0,
      gapSquares: 0,
      gaps: 0,
      lines: 0,
      pieces: 0,
      spentMinor: 0,
      discountedMinor: 0,
      giftOrders: 0,
      refundedPieces: 0,
      categoryMinor: new Float64Array(CATEGORIES.length),
      sessions: 0,
      views: 0,
      carts: 0,
      checkouts: 0,
      searches: 0,
      wishes: 0,
      mobile: 0,
      app: 0,
      weekend: 0,
      hourCos: 0,
      hourSin: 0,
      sends: 0,
      opens: 0,
      clicks: 0,
      social: 0,
      support: 0,
      ratings: 0,
      ratingSum: 0,
      ratingSquares: 0,
    };
    this.tallies.set(customerNo, tally);
    return tally;
  }
}

function featuresOf(tally: Tally, now: number, from: number): number[] {
  const months = Math.max(1, (now - Math.max(tally.firstAt, from)) / (30.44 * DAY_MS));
  const per = (count: number, of: number) => (of > 0 ? count / of : Number.NaN);
  return [
    (now - tally.lastOrderAt) / DAY_MS,
    tally.orders / months,
    per(tally.spentMinor, tally.orders),
    per(tally.pieces, tally.orders),
    per((tally.lastOrderAt - tally.firstOrderAt) / DAY_MS, tally.gaps),
    per(tally.discountedMinor, tally.spentMinor),
    per(tally.giftOrders, tally.orders),
    per(tally.refundedPieces, tally.pieces),
    tally.sessions / months,
    per(tally.views, tally.sessions),
    per(tally.views, tally.orders),
    tally.carts > 0 ? Math.max(0, 1 - tally.lines / tally.carts) : Number.NaN,
    per(tally.searches, tally.sessions),
    per(tally.wishes, tally.sessions),
    per(tally.mobile, tally.sessions),
    per(tally.app, tally.sessions),
    per(tally.weekend, tally.sessions),
    per(tally.hourCos, tally.sessions),
    per(tally.hourSin, tally.sessions),
    per(tally.opens, tally.sends),
    per(tally.clicks, tally.sends),
    tally.social / months,
    tally.support / months,
    per(tally.ratings, tally.lines),
    per(tally.ratingSum, tally.ratings),
    ...Array.from(tally.categoryMinor, (minor) => per(minor, tally.spentMinor)),
  ];
}
