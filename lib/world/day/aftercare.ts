import { PURPOSE } from "../draws";
import { DIRT } from "../parameters";
import { logistic } from "../portable-math";
import { type OpenOrder, PERSON, plan, type Task } from "../state";
import { reviewText } from "../texts/reviews";
import type { RefundRow } from "../types";
import { liking } from "./choose";
import { type DayContext, taxInside } from "./day-book";
import { receive } from "./stockroom";

/** Does what was put on today's agenda, messages aside. */
export function attend(context: DayContext, task: Exclude<Task, { kind: "open-email" }>): void {
  const { state, day, book } = context;
  if (task.kind === "deliver-stock") {
    state.onOrder[task.product]! -= task.quantity;
    receive(context, task.product, task.quantity);
    return;
  }
  const open = state.openOrders.get(task.orderNo);
  if (!open) return;
  const { calendar, daily } = state.world;
  const { order } = open;
  const i = order.customerNo - 1;
  const update = (status: "cancelled" | "shipped" | "delivered", second: number) =>
    book.orderUpdates.push({
      orderNo: order.orderNo,
      customerNo: order.customerNo,
      status,
      at: Math.max(order.placedAt + 60_000, calendar.at(day, second)),
    });
  switch (task.kind) {
    case "forget":
      state.openOrders.delete(task.orderNo);
      return;
    case "cancel":
      cancelOrder(context, open);
      update("cancelled", 9 * 3600 + daily.integer(20_000, PURPOSE.cancel, i, day, 1));
      plan(state, day + 30, { kind: "forget", orderNo: order.orderNo });
      return;
    case "ship":
      update("shipped", 15 * 3600 + daily.integer(7_200, PURPOSE.shipping, i, day, 1));
      return;
    case "arrive":
      open.deliveredDay = day;
      update("delivered", 9 * 3600 + daily.integer(30_000, PURPOSE.delivery, i, day, 1));
      judgeDelivery(context, open);
      plan(state, day + 45, { kind: "forget", orderNo: order.orderNo });
      return;
    case "return":
      refundLine(context, open, task.line, task.quantity, task.reason);
      return;
    case "rate":
      rateLine(context, open, task.line);
      return;
    default:
      task satisfies never;
  }
}

/** The money goes back whole and the goods to the shelf. */
function cancelOrder(context: DayContext, open: OpenOrder): void {
  const { state, book } = context;
  const { goods } = state.world;
  open.cancelled = true;
  for (const line of open.order.lines) {
    const p = line.productNo - 1;
    state.stock[p]! += line.quantity;
    state.stockMoved[p] = 1;
    book.ledger.netRefundsMinor += line.totalMinor - line.taxMinor;
    book.ledger.restockedCostMinor += goods.rows[p]!.unitCostMinor * line.quantity;
  }
  const shippingTax = open.order.taxMinor - open.order.lines.reduce((sum, line) => sum + line.taxMinor, 0);
  book.ledger.netRefundsMinor += open.order.shippingMinor - shippingTax;
}

/** The parcel is opened: was it late, is anything broken, does it please? Plans what follows from that. */
function judgeDelivery(context: DayContext, open: OpenOrder): void {
  const { state, day, book } = context;
  const { people, goods, daily, calendar } = state.world;
  const { order } = open;
  const i = order.customerNo - 1;
  const late = day - open.promisedDay;
  mood(context, i, late > 2 ? -0.5 : late > 0 ? -0.1 : 0.12);
  for (const [line, row] of order.lines.entries()) {
    const p = row.productNo - 1;
    const key = open.ordinal * 16 + line;
    const faulty = daily.chance(goods.faultRate[p]!, PURPOSE.returning, i, day, p);
    const disappointment =
      -0.45 * liking(state, i, p) - 0.25 * goods.quality[p]! + (row.unitPriceMinor > 6_000 ? 0.25 : 0);
    const base = people.returnRate[i]!;
    const unwanted =
      daily.uniform(PURPOSE.returning, i, day, p + 1_000_000) <
      logistic(-3.2 + disappointment + 9 * Math.min(base, 0.35)) * Math.min(1, base * 9);
    const consumed = ["tea", "pantry", "candles"].includes(goods.rows[p]!.category);
    if (faulty || (unwanted && !(consumed && base < 0.05))) {
      const quantity =
        faulty || row.quantity === 1 ? 1 : 1 + daily.integer(row.quantity, PURPOSE.returnReason, i, day, p);
      const u = daily.uniform(PURPOSE.returnReason, i, day, p + 1_000_000);
      const reason: RefundRow["reason"] = faulty
        ? u < 0.8
          ? "damaged"
          : "wrong-item"
        : u < 0.55
          ? "not-as-expected"
          : u < 0.93
            ? "changed-mind"
            : "late";
      const wait = 2 + daily.integer(faulty ? 5 : 14, PURPOSE.returning, i, day, key);
      plan(state, day + wait, {
        kind: "return",
        orderNo: order.orderNo,
        line,
        quantity: Math.min(quantity, row.quantity),
        reason,
      });
      mood(context, i, faulty ? -0.35 : -0.1);
      if (daily.chance(Math.min(0.5, 0.1 + 1.2 * people.supportRate[i]!), PURPOSE.support, i, day, p))
        book.questions.push({
          customer: i,
          intent: faulty ? (u < 0.8 ? "damaged-item" : "wrong-item") : "return-item",
          at: calendar.at(day, 18 * 3600 + daily.integer(14_000, PURPOSE.support, i, day, p + 1)),
          orderNo: order.orderNo,
          productNo: row.productNo,
        });
    } else mood(context, i, 0.05);
    if (daily.chance(people.ratingRate[i]! * (faulty ? 1.6 : 0.9), PURPOSE.rating, i, day, p))
      plan(state, day + 3 + daily.integer(16, PURPOSE.rating, i, day, p + 1_000_000), {
        kind: "rate",
        orderNo: order.orderNo,
        line,
      });
  }
}

function refundLine(
  context: DayContext,
  open: OpenOrder,
  line: number,
  wanted: number,
  reason: RefundRow["reason"],
): void {
  const { state, day, book } = context;
  const { goods, calendar, daily } = state.world;
  const row = open.order.lines[line]!;
  const p = row.productNo - 1;
  const quantity = Math.min(wanted, row.quantity - open.returned[line]!);
  if (quantity <= 0 || open.cancelled) return;
  open.returned[line]! += quantity;
  const amountMinor = Math.floor((row.totalMinor * quantity) / row.quantity);
  const taxMinor = taxInside(amountMinor, goods.rows[p]!.taxRate);
  const restocked = reason !== "damaged" && !["tea", "pantry"].includes(goods.rows[p]!.category);
  const i = open.order.customerNo - 1;
  const refundedAt = calendar.at(
    day,
    10 * 3600 + daily.integer(18_000, PURPOSE.returning, i, day, line + 2_000_000),
  );
  book.refunds.push({
    refundNo: state.nextRefundNo++,
    orderNo: open.order.orderNo,
    customerNo: open.order.customerNo,
    lineNo: row.lineNo,
    productNo: row.productNo,
    quantity,
    amountMinor,
    taxMinor,
    reason,
    restocked,
    requestedAt: Math.max(
      calendar.startsAt(open.deliveredDay) + 36_000_000,
      refundedAt - 86_400_000 * (1 + (day % 2)),
    ),
    refundedAt,
  });
  book.ledger.netRefundsMinor += amountMinor - taxMinor;
  if (!restocked) return;
  state.stock[p]! += quantity;
  state.stockMoved[p] = 1;
  book.ledger.restockedCostMinor += goods.rows[p]!.unitCostMinor * quantity;
}

function rateLine(context: DayContext, open: OpenOrder, line: number): void {
  const { state, day, book } = context;
  const { people, goods, daily, calendar, settings } = state.world;
  if (open.cancelled) return;
  const row = open.order.lines[line]!;
  const p = row.productNo - 1;
  const i = open.order.customerNo - 1;
  const pleased =
    4.05 +
    people.ratingBias[i]! +
    0.45 * goods.quality[p]! +
    0.5 * liking(state, i, p) -
    (open.deliveredDay - open.promisedDay > 2 ? 0.7 : 0) -
    (open.returned[line]! > 0 ? 1.3 : 0) +
    0.75 * daily.normal(PURPOSE.rating, i, day, p + 2_000_000);
  const value = Math.min(5, Math.max(1, Math.round(pleased)));
  const zh = people.isChinese[i] === 1;
  const language = zh ? "zh" : "en";
  const ratedAt = calendar.at(day, 11 * 3600 + daily.integer(39_000, PURPOSE.rating, i, day, p + 3_000_000));
  const rating = {
    customerNo: i + 1,
    productNo: row.productNo,
    orderNo: open.order.orderNo,
    value,
    review: daily.chance(0.42, PURPOSE.review, i, day, p)
      ? reviewText(daily, language, goods.rows[p]!, value, i, day)
      : null,
    language,
    ratedAt,
  } as const;
  book.ratings.push(rating);
  // Some press the button twice and change their mind in between.
  if (daily.chance(DIRT.secondRating * settings.dirt, PURPOSE.dirt, i, day, p + 3_000_000))
    book.ratings.push({ ...rating, value: Math.max(1, value - 1), review: null, ratedAt: ratedAt + 45_000 });
  state.ratingSum[p]! += value;
  state.ratingCount[p]! += 1;
}

/** Moves a person's contentment with the shop, kept between −1.5 and 1.5. */
export function mood(context: DayContext, i: number, change: number): void {
  const { state } = context;
  if (state.status[i] === PERSON.gone) return;
  state.satisfaction[i] = Math.min(1.5, Math.max(-1.5, state.satisfaction[i]! + change));
}
