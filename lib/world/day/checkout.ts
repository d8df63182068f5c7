import { PURPOSE } from "../draws";
import { CATEGORIES, CATEGORY, CHOICE, ORDERS, PEOPLE } from "../parameters";
import { customerRow, identityOf } from "../people/identity";
import { CART, CONSUMABLES, OWNED, PERSON, plan } from "../state";
import type { OrderLineRow, OrderRow } from "../types";
import { CONSUMABLE_PLACE, offerCovers } from "./choose";
import { type DayContext, taxInside } from "./day-book";
import type { CartItem, Session } from "./visit";

/** From the full cart to the order, or not: postage, the month's budget and second thoughts stand between. */
export function checkout(context: DayContext, session: Session): void {
  const { state, day, book } = context;
  const { people, daily } = state.world;
  const { i } = session;
  const { kind } = session.visit;
  const items = session.cart.filter(({ p }) => state.stock[p]! > 0);
  if (items.length === 0) return;
  const remembersCode =
    session.offer !== undefined &&
    daily.uniform(PURPOSE.checkout, i, day, kind + 16) < 0.55 + 0.2 * people.dealLove[i]!;
  const totals = () => priceCart(context, items, remembersCode ? session.offer : undefined);
  let sums = totals();
  const month = context.described.year * 12 + context.described.month;
  const spent = state.spentMonth[i] === month ? state.spentMinor[i]! : 0;
  const budgetRatio = () => (spent + sums.goodsMinor) / people.budgetMinor[i]!;
  while (items.length > 1 && budgetRatio() > 1.25) {
    // Over budget: the dearest goes back.
    let dearest = 0;
    for (let k = 1; k < items.length; k++)
      if (state.priceMinor[items[k]!.p]! > state.priceMinor[items[dearest]!.p]!) dearest = k;
    const [removed] = items.splice(dearest, 1);
    session.at += 6_000;
    session.note("cart_removed", { productNo: removed!.p + 1, quantity: removed!.quantity });
    sums = totals();
  }
  const postage = sums.goodsMinor >= ORDERS.freeShippingFromMinor ? 0 : 1;
  const value =
    CHOICE.checkoutBase +
    people.checkoutEase[i]! -
    CHOICE.shippingPain * postage -
    CHOICE.budgetPain * Math.max(0, budgetRatio() - 0.8) +
    (remembersCode && sums.discountMinor > 0 ? 0.3 * people.dealLove[i]! : 0) +
    0.35 * context.giftStrength * people.giftMind[i]! +
    daily.logistic(PURPOSE.checkout, i, day, kind);
  if (value <= -1.2) {
    keepCart(context, session, items);
    return;
  }
  session.at += 25_000 + daily.integer(60_000, PURPOSE.checkout, i, day, kind + 8);
  session.note("checkout_started", { valueMinor: sums.goodsMinor });
  if (value <= 0) {
    keepCart(context, session, items);
    const u = daily.uniform(PURPOSE.support, i, day, 70_000 + kind);
    const base = 0.25 * people.supportRate[i]!;
    if (u < base)
      book.questions.push({
        customer: i,
        intent:
          u < base * 0.3
            ? "payment-problem"
            : u < base * 0.6
              ? "shipping-cost"
              : session.offer
                ? "discount-code"
                : "price-question",
        at: session.at + 90_000,
        orderNo: null,
        productNo: items[0]!.p + 1,
      });
    return;
  }
  session.at += 70_000 + daily.integer(160_000, PURPOSE.checkout, i, day, kind + 24);
  placeOrder(context, {
    i,
    items,
    at: Math.min(session.at, book.endsAt - 1_000),
    sessionId: session.id,
    channel: session.channel,
    device: session.device,
    useOffer: remembersCode,
    note: (orderNo, totalMinor) => session.note("order_placed", { orderNo, valueMinor: totalMinor }),
  });
}

function keepCart(context: DayContext, session: Session, items: readonly CartItem[]): void {
  const { state, day } = context;
  for (let slot = 0; slot < CART; slot++)
    state.cartProduct[session.i * CART + slot] = slot < items.length ? items[slot]!.p + 1 : 0;
  state.cartDay[session.i] = day;
}

interface PricedLine {
  readonly p: number;
  readonly quantity: number;
  readonly unitMinor: number;
  readonly discountMinor: number;
}

function priceCart(context: DayContext, items: readonly CartItem[], offer: Session["offer"]) {
  const { state, day } = context;
  const { goods } = state.world;
  const eligible = ({ p }: CartItem) => offerCovers(offer, goods.category[p]!, day);
  let eligibleMinor = 0;
  for (const item of items) if (eligible(item)) eligibleMinor += state.priceMinor[item.p]! * item.quantity;
  const applies = offer !== undefined && eligibleMinor > 0 && eligibleMinor >= offer.minimumOrderMinor;
  let subtotalMinor = 0;
  let discountMinor = 0;
  const lines = items.map((item): PricedLine => {
    const unitMinor = state.priceMinor[item.p]!;
    const whole = unitMinor * item.quantity;
    const off = applies && eligible(item) ? Math.round(whole * offer.discount) : 0;
    subtotalMinor += whole;
    discountMinor += off;
    return { p: item.p, quantity: item.quantity, unitMinor, discountMinor: off };
  });
  return { lines, subtotalMinor, discountMinor, goodsMinor: subtotalMinor - discountMinor };
}

export interface Purchase {
  readonly i: number;
  readonly items: readonly CartItem[];
  readonly at: number;
  readonly sessionId: string;
  readonly channel: OrderRow["channel"];
  readonly device: OrderRow["device"];
  readonly useOffer: boolean;
  readonly note: (orderNo: number, totalMinor: number) => void;
}

/** Writes the order, takes the goods off the shelf, books the money and plans parcel, return and rating. */
export function placeOrder(context: DayContext, purchase: Purchase): void {
  const { state, day, book, described } = context;
  const { people, goods, daily, calendar, settings } = state.world;
  const { i, at } = purchase;
  const items = purchase.items
    .map(({ p, quantity }) => ({ p, quantity: Math.min(quantity, state.stock[p]!) }))
    .filter(({ quantity }) => quantity > 0);
  if (items.length === 0) return;
  const offer = purchase.useOffer
    ? state.offers.find((candidate) => candidate.offerNo === state.offer[i])
    : undefined;
  const sums = priceCart(context, items, offer);
  if (state.status[i] !== PERSON.customer) identify(context, i, at);

  const { ledger } = book;
  let taxMinor = 0;
  let costMinor = 0;
  const lines = sums.lines.map((line, index): OrderLineRow => {
    const row = goods.rows[line.p]!;
    const totalMinor = line.unitMinor * line.quantity - line.discountMinor;
    const lineTax = taxInside(totalMinor, row.taxRate);
    taxMinor += lineTax;
    costMinor += row.unitCostMinor * line.quantity;
    state.stock[line.p]! -= line.quantity;
    state.salesToday[line.p]! += line.quantity;
    keep(context, i, line.p, line.quantity);
    return {
      lineNo: index + 1,
      productNo: line.p + 1,
      quantity: line.quantity,
      unitPriceMinor: line.unitMinor,
      compareAtMinor: state.compareAtMinor[line.p]! || null,
      discountMinor: line.discountMinor,
      totalMinor,
      taxMinor: lineTax,
      costMinor: row.unitCostMinor * line.quantity,
    };
  });
  const shippingMinor = sums.goodsMinor >= ORDERS.freeShippingFromMinor ? 0 : ORDERS.shippingMinor;
  const shippingTax = taxInside(shippingMinor, ORDERS.shippingTaxRate);
  const totalMinor = sums.goodsMinor + shippingMinor;
  const orderNo = state.nextOrderNo++;
  const usedCode = sums.discountMinor > 0 && offer !== undefined;
  const isGift = daily.chance(
    Math.min(0.8, 0.02 + 0.28 * people.giftMind[i]! * (0.7 + context.giftStrength)),
    PURPOSE.gift,
    i,
    day,
  );
  const order: OrderRow = {
    orderNo,
    reference: `LL-${ORDERS.firstReference + orderNo - 1}`,
    customerNo: i + 1,
    placedAt: at,
    status: "paid",
    channel: purchase.channel,
    device: purchase.device,
    sessionId: purchase.sessionId,
    currency: settings.currency,
    lines,
    subtotalMinor: sums.subtotalMinor,
    discountMinor: sums.discountMinor,
    shippingMinor,
    taxMinor: taxMinor + shippingTax,
    totalMinor,
    discountCode: usedCode ? offer.code : null,
    campaignNo: usedCode ? offer.campaignNo : null,
    isGift,
  };
  book.orders.push(order);
  purchase.note(orderNo, totalMinor);
  ledger.netRevenueMinor += sums.goodsMinor - taxMinor;
  ledger.costOfGoodsMinor += costMinor;
  ledger.netShippingIncomeMinor += shippingMinor - shippingTax;
  ledger.shippingCostMinor += ORDERS.shippingCostMinor;
  ledger.paymentFeesMinor += Math.round(totalMinor * ORDERS.paymentFeeShare) + ORDERS.paymentFeeMinor;

  if (usedCode) state.offer[i] = 0;
  const month = described.year * 12 + described.month;
  if (state.spentMonth[i] !== month) state.spentMinor[i] = 0;
  state.spentMonth[i] = month;
  state.spentMinor[i]! += sums.goodsMinor;
  state.orderCount[i]! += 1;
  state.lastOrderDay[i] = day;

  // The parcel: packed on working days, the same day when the order came in time.
  const late = at >= calendar.at(day, ORDERS.sameDayCutoffHour * 3600);
  let shipDay = day + (late ? 1 : 0);
  while (calendar.describe(shipDay).weekday > 4) shipDay += 1;
  const transit =
    ORDERS.transitDays[
      daily.integer(ORDERS.transitDays.length, PURPOSE.shipping, i, day, order.lines.length)
    ]!;
  const lost = daily.chance(ORDERS.lostParcelRate, PURPOSE.delivery, i, day);
  let arriveDay = shipDay + transit + (lost ? 12 : 0);
  while (calendar.describe(arriveDay).weekday > 5) arriveDay += 1;
  state.openOrders.set(orderNo, {
    order,
    ordinal: state.orderCount[i]!,
    cancelled: false,
    deliveredDay: -1,
    promisedDay: shipDay + 3,
    returned: lines.map(() => 0),
  });
  if (daily.chance(ORDERS.cancelRate, PURPOSE.cancel, i, day))
    plan(state, Math.max(day + 1, shipDay), { kind: "cancel", orderNo });
  else {
    plan(state, Math.max(day + 1, shipDay), { kind: "ship", orderNo });
    plan(state, Math.max(day + 2, arriveDay), { kind: "arrive", orderNo });
  }
}

/** A thing bought fills the cupboard or joins what is owned. */
function keep(context: DayContext, i: number, p: number, quantity: number): void {
  const { state, day } = context;
  const { goods } = state.world;
  const category = goods.category[p]!;
  const place = CONSUMABLE_PLACE[category]!;
  if (place >= 0) {
    const slot = i * CONSUMABLES.length + place;
    const weight = Math.max(0.5, Math.min(3, goods.rows[p]!.weightGrams / 180));
    const lasts = CATEGORY[CATEGORIES[category]!].lastsDays! * quantity * (place === 0 ? weight : 1);
    state.supplyUntil[slot] = Math.min(day + 150, Math.max(day, state.supplyUntil[slot]!) + lasts);
    return;
  }
  // The newest first; the oldest is forgotten.
  for (let slot = OWNED - 1; slot > 0; slot--)
    state.ownedProduct[i * OWNED + slot] = state.ownedProduct[i * OWNED + slot - 1]!;
  state.ownedProduct[i * OWNED] = p + 1;
}

/** A visitor leaves a name at the till or with the newsletter. */
export function identify(context: DayContext, i: number, at: number): void {
  const { state, day, book } = context;
  const { people, daily, fixed, settings, calendar } = state.world;
  const consents = daily.chance(PEOPLE.consentAtSignUp, PURPOSE.consent, i, day);
  state.status[i] = PERSON.customer;
  state.consent[i] = consents ? 1 : 0;
  const identity = identityOf(people, fixed, i, Number(settings.startDate.slice(0, 4)), settings.dirt);
  book.customers.push(
    customerRow(people, identity, i, calendar.startsAt(state.arrivedDay[i]!), at, consents),
  );
  if (consents)
    book.consents.push({ customerNo: i + 1, channel: "email", granted: true, at, source: "checkout" });
}
