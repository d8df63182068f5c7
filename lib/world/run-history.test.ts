import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { CATEGORY, ORDERS, PERSONAS, WORLD_VERSION } from "./parameters";
import { runHistory } from "./run-history";
import { EXPLORATION } from "./shopkeeper/recommendations";
import type { DayEvents, OrderRow, ProductRow } from "./types";

const WISH = { size: "small", historyDays: 300 } as const;

function days(wish: Parameters<typeof runHistory>[0]): DayEvents[] {
  return [...runHistory(wish)];
}

function hashOf(rows: readonly DayEvents[]): string {
  const hash = createHash("sha256");
  for (const day of rows) hash.update(JSON.stringify(day));
  return hash.digest("hex");
}

const history = days(WISH);
const all = <K extends keyof DayEvents>(key: K): (DayEvents[K] extends readonly (infer R)[] ? R : never)[] =>
  history.flatMap((day) => day[key] as never);
const products = new Map<number, ProductRow>(all("products").map((row) => [row.productNo, row]));
const orders = new Map<number, OrderRow>(all("orders").map((row) => [row.orderNo, row]));
const customers = new Map(all("customers").map((row) => [row.customerNo, row]));
/** 99.99 % of a proportion's draws lie within so many of its standard errors. */
const BOUND = 3.9;
const errorOf = (share: number, n: number) => Math.sqrt((share * (1 - share)) / n);

describe("the history's rows", () => {
  it("are the same for the same settings, and others for another seed", () => {
    const short = { ...WISH, historyDays: 40 };
    const hash = hashOf(history.slice(0, 40));
    expect(hashOf(days(short))).toBe(hash);
    expect(hashOf(days({ ...short, seed: 1 }))).not.toBe(hash);
    expect(hashOf(days({ ...short, replicate: 1 }))).not.toBe(hash);
  });

  it("are those of this world version on every machine and engine", () => {
    // Raise WORLD_VERSION with whatever changes this; the same under Node 20, 22 and 24.
    expect({ version: WORLD_VERSION, hash: hashOf(history.slice(0, 60)) }).toMatchInlineSnapshot(`
      {
        "hash": "b3492bc96e1e655e3d329a292f4a1da4206ecc138cc5bd0dff1b57335cc83d52",
        "version": 1,
      }
    `);
  });

  it("leave no gap between days", () => {
    history.forEach((day, k) => {
      expect(day.day).toBe(k);
      if (k > 0) expect(day.startsAt).toBe(history[k - 1]!.endsAt);
    });
  });

  it("start with the whole catalogue that was on sale and add the rest as it comes out", () => {
    expect(history[0]!.products.length).toBeGreaterThan(0.6 * products.size);
    const later = history.slice(1).flatMap((day) => day.products);
    expect(later.length).toBeGreaterThan(0);
    expect(history[0]!.products.length + later.length).toBe(products.size);
    for (const day of history) for (const row of day.products) expect(row.createdAt).toBeLessThan(day.endsAt);
  });
});

describe("goods", () => {
  it("are never sold before they are out, and never beyond what lies on the shelf", () => {
    const onHand = new Map<number, number>();
    const released = new Set<number>();
    const add = (productNo: number, change: number) =>
      onHand.set(productNo, (onHand.get(productNo) ?? 0) + change);
    for (const day of history) {
      for (const row of day.products) released.add(row.productNo);
      for (const delivery of day.deliveries) add(delivery.productNo, delivery.quantity);
      for (const update of day.orderUpdates)
        if (update.status === "cancelled")
          for (const line of orders.get(update.orderNo)!.lines) add(line.productNo, line.quantity);
      for (const refund of day.refunds) if (refund.restocked) add(refund.productNo, refund.quantity);
      for (const order of day.orders)
        for (const line of order.lines) {
          expect(released.has(line.productNo)).toBe(true);
          add(line.productNo, -line.quantity);
          expect(onHand.get(line.productNo)).toBeGreaterThanOrEqual(0);
        }
      for (const row of day.stock) expect(row.onHand).toBe(onHand.get(row.productNo));
    }
    expect(all("stock").some((row) => row.onHand === 0)).toBe(true);
  });

  it("are sold at the price in force", () => {
    const price = new Map<number, { priceMinor: number; compareAtMinor: number | null }>();
    for (const day of history) {
      for (const point of day.prices) price.set(point.productNo, point);
      for (const order of day.orders)
        for (const line of order.lines) {
          expect(line.unitPriceMinor).toBe(price.get(line.productNo)!.priceMinor);
          expect(line.compareAtMinor).toBe(price.get(line.productNo)!.compareAtMinor);
        }
    }
  });

  it("change their prices often enough to learn from, and never below cost", () => {
    const seen = new Map<number, Set<number>>();
    for (const point of all("prices")) {
      const row = products.get(point.productNo)!;
      expect(point.priceMinor / (1 + row.taxRate)).toBeGreaterThan(row.unitCostMinor * 0.95);
      seen.set(point.productNo, (seen.get(point.productNo) ?? new Set()).add(point.priceMinor));
    }
    const counts = [...seen.values()].map((prices) => prices.size).sort((a, b) => a - b);
    expect(counts[Math.floor(counts.length / 2)]).toBeGreaterThanOrEqual(4);
  });

  it("have competitors' prices with source, age and confidence", () => {
    const rows = all("competitorPrices");
    expect(rows.length).toBeGreaterThan(1_000);
    expect(
      rows.filter((row) => !(row.priceMinor > 0 && row.confidence > 0.7 && row.confidence <= 1)),
    ).toEqual([]);
  });
});

describe("orders", () => {
  it("add up to the cent, tax included", () => {
    expect(orders.size).toBeGreaterThan(500);
    for (const order of orders.values()) {
      let subtotal = 0;
      let discount = 0;
      let tax = 0;
      for (const line of order.lines) {
        const { taxRate, unitCostMinor } = products.get(line.productNo)!;
        expect(line.quantity).toBeGreaterThan(0);
        expect(line.totalMinor).toBe(line.quantity * line.unitPriceMinor - line.discountMinor);
        expect(line.taxMinor).toBe(Math.round((line.totalMinor * taxRate) / (1 + taxRate)));
        expect(line.costMinor).toBe(unitCostMinor * line.quantity);
        subtotal += line.quantity * line.unitPriceMinor;
        discount += line.discountMinor;
        tax += line.taxMinor;
      }
      expect(order.subtotalMinor).toBe(subtotal);
      expect(order.discountMinor).toBe(discount);
      expect(order.shippingMinor).toBe(
        subtotal - discount >= ORDERS.freeShippingFromMinor ? 0 : ORDERS.shippingMinor,
      );
      expect(order.totalMinor).toBe(subtotal - discount + order.shippingMinor);
      expect(order.taxMinor).toBe(
        tax + Math.round((order.shippingMinor * ORDERS.shippingTaxRate) / (1 + ORDERS.shippingTaxRate)),
      );
      expect(discount > 0).toBe(order.discountCode !== null);
    }
  });

  it("happen within their day, each with its event, by people with a name", () => {
    const events = new Map(
      all("events")
        .filter((event) => event.type === "order_placed")
        .map((event) => [event.orderNo, event]),
    );
    for (const day of history)
      for (const order of day.orders) {
        expect(order.placedAt).toBeGreaterThanOrEqual(day.startsAt);
        expect(order.placedAt).toBeLessThan(day.endsAt);
        expect(customers.get(order.customerNo)!.kind).toBe("customer");
        const event = events.get(order.orderNo);
        // A late event may stand beyond the last day.
        if (event) expect(event.valueMinor).toBe(order.totalMinor);
      }
    expect(events.size).toBeGreaterThan(0.98 * orders.size);
  });

  it("are shipped, then delivered, or cancelled, never both", () => {
    const status = new Map<number, string[]>();
    for (const update of all("orderUpdates")) {
      expect(update.at).toBeGreaterThan(orders.get(update.orderNo)!.placedAt);
      status.set(update.orderNo, [...(status.get(update.orderNo) ?? []), update.status]);
    }
    const walks = new Set([...status.values()].map((steps) => steps.join(" ")));
    expect([...walks].sort()).toEqual(["cancelled", "shipped", "shipped delivered"]);
  });

  it("are never refunded beyond what was paid, nor before they came", () => {
    const refunded = new Map<string, { amount: number; quantity: number }>();
    const delivered = new Map(
      all("orderUpdates").flatMap((update) =>
        update.status === "delivered" ? [[update.orderNo, update.at] as const] : [],
      ),
    );
    const rows = all("refunds");
    expect(rows.length).toBeGreaterThan(10);
    for (const refund of rows) {
      const line = orders.get(refund.orderNo)!.lines[refund.lineNo - 1]!;
      const key = `${refund.orderNo}-${refund.lineNo}`;
      const sum = refunded.get(key) ?? { amount: 0, quantity: 0 };
      sum.amount += refund.amountMinor;
      sum.quantity += refund.quantity;
      refunded.set(key, sum);
      expect(line.productNo).toBe(refund.productNo);
      expect(sum.amount).toBeLessThanOrEqual(line.totalMinor);
      expect(sum.quantity).toBeLessThanOrEqual(line.quantity);
      expect(refund.requestedAt).toBeGreaterThan(delivered.get(refund.orderNo)! - 86_400_000);
      expect(refund.refundedAt).toBeGreaterThanOrEqual(refund.requestedAt);
    }
  });

  it("make the ledger: every cent of profit has its row", () => {
    for (const day of history) {
      let revenue = 0;
      let cost = 0;
      let refunds = 0;
      for (const order of day.orders)
        for (const line of order.lines) {
          revenue += line.totalMinor - line.taxMinor;
          cost += line.costMinor;
        }
      for (const refund of day.refunds) refunds += refund.amountMinor - refund.taxMinor;
      for (const update of day.orderUpdates)
        if (update.status === "cancelled") {
          const order = orders.get(update.orderNo)!;
          refunds += order.totalMinor - order.taxMinor;
        }
      const { ledger } = day;
      expect(ledger.netRevenueMinor).toBe(revenue);
      expect(ledger.costOfGoodsMinor).toBe(cost);
      expect(ledger.netRefundsMinor).toBe(refunds);
      expect(ledger.campaignCostMinor + ledger.mediaSpendMinor).toBe(
        day.spend.reduce((sum, row) => sum + row.amountMinor, 0),
      );
      expect(ledger.profitMinor).toBe(
        revenue -
          cost +
          ledger.netShippingIncomeMinor -
          ledger.shippingCostMinor -
          ledger.paymentFeesMinor -
          refunds +
          ledger.restockedCostMinor -
          ledger.campaignCostMinor -
          ledger.mediaSpendMinor -
          ledger.supportCostMinor,
      );
    }
  });
});

describe("people", () => {
  it("keep their e-mail to themselves: one each, at a domain nobody owns", () => {
    const named = [...customers.values()].filter((row) => row.kind === "customer");
    const mails = new Set(named.map((row) => row.email));
    expect(mails.size).toBe(named.length);
    for (const mail of mails) expect(mail).toMatch(/^[a-z.]+\d+@example\.(com|org|net)$/);
    expect(named.some((row) => /\p{Script=Han}/u.test(row.lastName!))).toBe(true);
  });

  it("have the personas' shares", () => {
    const { world } = endOf(WISH).state;
    const n = world.people.count;
    PERSONAS.forEach(({ share }, index) => {
      const have = world.people.persona.filter((persona) => persona === index).length / n;
      expect(Math.abs(have - share)).toBeLessThan(BOUND * errorOf(share, n));
    });
  });

  it("who only look around never give a name", () => {
    const { world } = endOf(WISH).state;
    for (const row of customers.values())
      if (row.customerNo > world.people.firstWindowShopper) expect(row.kind).toBe("visitor");
  });

  it("buy most before Christmas and little in summer, by the month", () => {
    const full = new Map<string, number>();
    for (const day of history)
      full.set(day.date.slice(0, 7), (full.get(day.date.slice(0, 7)) ?? 0) + day.orders.length);
    expect(full.get("2025-12")!).toBeGreaterThan(1.3 * full.get("2025-06")!);
  });
});

describe("what the shop did", () => {
  it("logs the propensity of every place shown, and one list in twenty is drawn at random", () => {
    const rows = all("recommendations");
    const explored = rows.filter((row) => row.explored).length / rows.length;
    expect(Math.abs(explored - EXPLORATION)).toBeLessThan(BOUND * errorOf(EXPLORATION, rows.length));
    const broken = rows.filter(
      ({ items, explored }) =>
        items.length === 0 ||
        new Set(items.map((item) => item.productNo)).size !== items.length ||
        items.some(({ propensity }) => !(propensity > 0 && propensity <= 1)) ||
        (!explored && items.some(({ propensity }) => propensity < 0.9)),
    );
    expect(broken).toEqual([]);
  });

  it("weighs logged clicks back to what a random list would get: the propensities are the true ones", () => {
    // Over lists of a placement, the mean of 1{item at place 1}/propensity is 1 for an item in the pool throughout.
    const home = all("recommendations").filter((row) => row.placement === "home" && row.items.length === 6);
    const weights = home.map((row) => (row.explored ? 1 / row.items[0]!.propensity : 0));
    const chances = home.map((row) => (row.explored ? 0 : 1 / row.items[0]!.propensity));
    // Policy lists: E[1/p · 1{policy list}] = (1 − ε)/(ε/pool + 1 − ε), just below 1.
    const mean = chances.reduce((sum, weight) => sum + weight, 0) / home.length;
    expect(mean).toBeGreaterThan(0.97);
    expect(mean).toBeLessThan(1.03);
    expect(weights.some((weight) => weight > 10)).toBe(true);
  });

  it("never writes to a holdout nor to anyone without consent", () => {
    const holdouts = new Set(
      all("campaigns").flatMap((campaign) =>
        campaign.arms.filter((arm) => arm.isHoldout).map((arm) => `${campaign.campaignNo} ${arm.arm}`),
      ),
    );
    const consented = new Map<number, boolean>();
    let sends = 0;
    for (const day of history) {
      const before = new Map(consented);
      for (const row of day.consents) consented.set(row.customerNo, row.granted);
      for (const send of day.sends) {
        sends += 1;
        expect(holdouts.has(`${send.campaignNo} ${send.arm}`)).toBe(false);
        expect(before.get(send.customerNo)).toBe(true);
      }
    }
    expect(sends).toBeGreaterThan(500);
    const assignments = all("assignments");
    const held = assignments.filter((row) => holdouts.has(`${row.campaignNo} ${row.arm}`)).length;
    expect(held / assignments.length).toBeGreaterThan(0.08);
    expect(held / assignments.length).toBeLessThan(0.2);
  });

  it("talks to customers in their own language", () => {
    const rows = all("conversations");
    expect(rows.length).toBeGreaterThan(50);
    for (const row of rows) {
      expect(row.messages[0]!.from).toBe("customer");
      expect(/\p{Script=Han}/u.test(row.messages[0]!.text)).toBe(row.language === "zh");
      row.messages.reduce((before, message) => {
        expect(message.sentAt).toBeGreaterThan(before);
        return message.sentAt;
      }, 0);
    }
  });
});

describe("dirt", () => {
  it("comes as it does in life: twice, late, with gaps, far off, and once cancelled", () => {
    const events = all("events");
    const ids = new Map<string, number>();
    for (const event of events) {
      ids.set(event.messageId, (ids.get(event.messageId) ?? 0) + 1);
    }
    expect(events.filter((event) => event.receivedAt < event.occurredAt)).toEqual([]);
    const twice = [...ids.values()].filter((count) => count > 1).length / ids.size;
    expect(twice).toBeGreaterThan(0.002);
    expect(twice).toBeLessThan(0.007);
    expect(events.some((event) => event.receivedAt - event.occurredAt > 2 * 86_400_000)).toBe(true);
    expect(events.some((event) => event.type === "product_viewed" && event.productNo === null)).toBe(true);
    expect([...customers.values()].some((row) => row.kind === "customer" && row.birthYear === null)).toBe(
      true,
    );
    expect(all("orderUpdates").some((row) => row.status === "cancelled")).toBe(true);
    const quantities = all("orders")
      .flatMap((order) => order.lines.map((line) => line.quantity))
      .sort((a, b) => a - b);
    expect(quantities.at(-1)!).toBeGreaterThan(2 * quantities[Math.floor(0.99 * quantities.length)]!);
  });

  it("can be left out", () => {
    const clean = days({ ...WISH, historyDays: 30, dirt: 0 }).flatMap((day) => day.events);
    expect(new Set(clean.map((event) => event.messageId)).size).toBe(clean.length);
    for (const event of clean) {
      expect(event.receivedAt - event.occurredAt).toBeLessThan(10_000);
      if (event.type === "product_viewed") expect(event.productNo).not.toBeNull();
    }
  });

  it("never touches the tax that a category bears", () => {
    for (const row of products.values()) expect(row.taxRate).toBe(CATEGORY[row.category].taxRate);
  });
});

function endOf(wish: Parameters<typeof runHistory>[0]) {
  const steps = runHistory({ ...wish, historyDays: 1 });
  let result = steps.next();
  while (!result.done) result = steps.next();
  return result.value;
}
