import { describe, expect, it } from "vitest";
import { worldSettings } from "./settings";
import { newShopkeeper, shopkeep } from "./shopkeeper";
import { cloneState, createState, stateFromJson, stateToJson, type WorldState } from "./state";
import { advance, step } from "./step";
import type { Actions, DayEvents, PriceAction, WorldSettings } from "./types";

type Wish = Partial<Omit<WorldSettings, "version">>;

/** A shop some weeks after its opening. */
function openShop(
  days: number,
  wish: Wish = {},
): { state: WorldState; memory: ReturnType<typeof newShopkeeper> } {
  const state = createState(worldSettings({ size: "small", ...wish }));
  let memory = newShopkeeper();
  for (let day = 0; day < days; day++) {
    const plan = shopkeep(state, memory);
    memory = plan.memory;
    advance(state, plan.actions);
  }
  return { state, memory };
}

function run(state: WorldState, days: number, actions: (day: number) => Actions): DayEvents[] {
  const copy = cloneState(state);
  return Array.from({ length: days }, (_, k) => advance(copy, actions(k)));
}

function allPrices(state: WorldState, factor: number): PriceAction[] {
  return state.world.goods.rows
    .filter((row) => state.released[row.productNo - 1] === 1)
    .map((row) => ({
      productNo: row.productNo,
      priceMinor: Math.max(1, Math.round(row.listPriceMinor * factor)),
      compareAtMinor: null,
      reason: "test",
    }));
}

const units = (days: readonly DayEvents[]) =>
  days
    .flatMap((day) => day.orders)
    .reduce((sum, order) => sum + order.lines.reduce((s, l) => s + l.quantity, 0), 0);

const shop = openShop(40);

describe("step", () => {
  it("leaves the state it was given as it was, and does what advance does", () => {
    const before = JSON.stringify(stateToJson(shop.state));
    const { state: next, events } = step(shop.state, {});
    expect(JSON.stringify(stateToJson(shop.state))).toBe(before);
    const copy = cloneState(shop.state);
    expect(advance(copy, {})).toEqual(events);
    expect(JSON.stringify(stateToJson(copy))).toBe(JSON.stringify(stateToJson(next)));
    expect(next.day).toBe(41);
  });

  it("goes on from JSON as if it had never stopped", () => {
    const stored = JSON.parse(JSON.stringify(stateToJson(shop.state)));
    const memory = JSON.parse(JSON.stringify(shop.memory));
    const restored = stateFromJson(stored);
    const original = cloneState(shop.state);
    for (let day = 0; day < 12; day++) {
      const a = advance(original, shopkeep(original, shop.memory).actions);
      const b = advance(restored, shopkeep(restored, memory).actions);
      expect(b).toEqual(a);
    }
  });

  it("refuses a state that is not one, by name", () => {
    expect(() => stateFromJson({ kind: "something else" })).toThrow(RangeError);
    const stored = stateToJson(shop.state);
    expect(() => stateFromJson({ ...stored, version: 99 })).toThrow(/version 99/);
    expect(() =>
      stateFromJson({ ...stored, settings: { ...shop.state.world.settings, version: 99 } }),
    ).toThrow(/world 99/);
    expect(() =>
      stateFromJson({ ...stored, fields: { ...(stored.fields as object), stock: [1, 2] } }),
    ).toThrow(/stock/);
  });

  it("meets two policies with the same world: the same people come at the same time on the first day", () => {
    const sessions = (actions: Actions) =>
      run(shop.state, 1, () => actions)[0]!
        .events.filter((event) => event.type === "session_started")
        .map((event) => `${event.customerNo} ${event.occurredAt}`)
        .sort();
    const kept = sessions({});
    expect(kept.length).toBeGreaterThan(5);
    expect(sessions({ prices: allPrices(shop.state, 3) })).toEqual(kept);
    expect(sessions({ recommend: shopkeep(shop.state, shop.memory).actions.recommend! })).toEqual(kept);
  });

  it("changes nothing for people whom an action does not reach", () => {
    const before = run(shop.state, 20, () => ({}));
    const dearest = shop.state.world.goods.rows.reduce((a, b) =>
      b.listPriceMinor > a.listPriceMinor ? b : a,
    );
    const after = run(shop.state, 20, (k) => ({
      prices:
        k === 0
          ? [{ productNo: dearest.productNo, priceMinor: 9_000_000, compareAtMinor: null, reason: "test" }]
          : [],
    }));
    const other = (days: readonly DayEvents[]) => {
      const touched = new Set(
        [...before, ...after]
          .flatMap((day) => day.events)
          .filter((event) => event.productNo === dearest.productNo)
          .map((event) => event.customerNo),
      );
      return days
        .flatMap((day) => day.orders)
        .filter((order) => !touched.has(order.customerNo))
        .map((order) => `${order.customerNo} ${order.placedAt} ${order.totalMinor}`);
    };
    expect(other(before).length).toBeGreaterThan(10);
    const untouched = other(before);
    const changed = other(after).filter((order) => !untouched.includes(order));
    // Shelves that fill or empty differently may still reach a few.
    expect(changed.length / untouched.length).toBeLessThanOrEqual(0.02);
  });
});

describe("demand", () => {
  it("falls when every price rises", () => {
    const sold = [0.8, 1, 1.25].map((factor) =>
      units(run(shop.state, 28, (k) => (k === 0 ? { prices: allPrices(shop.state, factor) } : {}))),
    );
    expect(sold[0]!).toBeGreaterThan(sold[1]!);
    expect(sold[1]!).toBeGreaterThan(sold[2]!);
    expect(sold[0]!).toBeGreaterThan(1.5 * sold[2]!);
  });

  it("survives prices at the extremes", () => {
    const gift = run(shop.state, 5, (k) => (k === 0 ? { prices: allPrices(shop.state, 0) } : {}));
    for (const order of gift.flatMap((day) => day.orders))
      for (const line of order.lines) {
        expect(line.unitPriceMinor).toBe(1);
        expect(Number.isSafeInteger(line.totalMinor)).toBe(true);
      }
    expect(units(gift)).toBeGreaterThan(units(run(shop.state, 5, () => ({}))));
    const fortune = run(shop.state, 10, (k) =>
      k === 0
        ? {
            prices: allPrices(shop.state, 1).map((action) => ({ ...action, priceMinor: 100_000_000 })),
          }
        : {},
    );
    // What was put in a cart at yesterday's price is thought over again at today's.
    expect(units(fortune)).toBe(0);
  });

  it("refuses prices that no till could take", () => {
    const set =
      (priceMinor: number, productNo = 1) =>
      () =>
        advance(cloneState(shop.state), {
          prices: [{ productNo, priceMinor, compareAtMinor: null, reason: "test" }],
        });
    for (const price of [0, -5, 10.5, Number.NaN, 100_000_001]) expect(set(price)).toThrow(RangeError);
    expect(set(100, 10_000)).toThrow(RangeError);
  });
});

describe("what a shop may do", () => {
  it("drops recommended goods that cannot be bought, whoever proposed them", () => {
    const copy = cloneState(shop.state);
    copy.stock[0] = 0;
    const day = advance(copy, {
      recommend: () => ({
        policy: "careless",
        explored: false,
        items: [1, 2, 9_999].map((productNo) => ({ productNo, propensity: 1 })),
      }),
    });
    expect(day.recommendations.length).toBeGreaterThan(0);
    for (const row of day.recommendations) expect(row.items.every((item) => item.productNo === 2)).toBe(true);
  });

  it("gives a code only to those who were sent it, once, and not after its last day", () => {
    const customers = [...shop.state.status.keys()]
      .filter((i) => shop.state.status[i] === 2 && shop.state.consent[i] === 1)
      .map((i) => i + 1);
    const half = new Set(customers.filter((_, k) => k % 2 === 0));
    const days = run(shop.state, 20, (k) => ({
      campaigns:
        k === 0
          ? [
              {
                campaignNo: 77,
                name: { en: "Test", zh: "测试" },
                subject: { en: "Test", zh: "测试" },
                goal: "promote",
                channel: "email",
                hour: 9,
                costPerSendMinor: 3,
                measureDays: 14,
                arms: [
                  {
                    arm: "offer",
                    name: { en: "Offer", zh: "优惠" },
                    share: 0.5,
                    isHoldout: false,
                    offer: {
                      code: "HALF",
                      discount: 0.5,
                      categories: [],
                      minimumOrderMinor: 0,
                      validDays: 7,
                    },
                    featured: [1, 2],
                  },
                  {
                    arm: "holdout",
                    name: { en: "Holdout", zh: "对照" },
                    share: 0.5,
                    isHoldout: true,
                    offer: null,
                    featured: [],
                  },
                ],
                assignments: customers.map((customerNo) => ({
                  customerNo,
                  arm: half.has(customerNo) ? "offer" : "holdout",
                })),
              },
            ]
          : [],
    }));
    const used = days.flatMap((day, k) =>
      day.orders.filter((order) => order.discountCode === "HALF").map((order) => ({ k, order })),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(new Set(used.map(({ order }) => order.customerNo)).size).toBe(used.length);
    for (const { k, order } of used) {
      expect(k).toBeLessThan(7);
      expect(half.has(order.customerNo)).toBe(true);
    }
    expect(days[0]!.assignments.length).toBe(customers.length);
    expect(days[0]!.sends.length).toBe(half.size);
    expect(days[0]!.ledger.campaignCostMinor).toBe(3 * half.size);
  });

  it("settles a question when the reply is about what was meant, and not otherwise", () => {
    const ask = (right: boolean) =>
      run(shop.state, 90, () => ({
        reply: (_, intended) => ({
          action: "answer",
          author: "bot",
          intent: right ? intended : "off-topic",
          text: "…",
          afterSeconds: 2,
        }),
      })).flatMap((day) => day.conversations);
    const answered = ask(true);
    expect(answered.length).toBeGreaterThan(3);
    expect(answered.every((row) => row.resolved)).toBe(true);
    expect(ask(false).filter((row) => row.resolved && row.tag !== "off-topic" && row.tag !== null)).toEqual(
      [],
    );
    const silent = run(shop.state, 90, () => ({})).flatMap((day) => day.conversations);
    expect(silent.every((row) => !row.resolved && row.messages.length === 1)).toBe(true);
  });

  it("brings people in by spending, ever less for the next euro", () => {
    const came = (amountMinor: number) => {
      const fresh = createState(worldSettings({ size: "small", customers: 3_000, products: 20 }));
      let arrivals = 0;
      for (let day = 0; day < 45; day++)
        arrivals += advance(fresh, {
          spend: [{ channel: "social-ads", amountMinor }],
        }).customers.filter(
          (row) => row.acquisitionChannel === "social-ads" && row.kind === "visitor",
        ).length;
      return arrivals;
    };
    const [none, some, more] = [came(0), came(6_000), came(12_000)];
    expect(some!).toBeGreaterThan(none!);
    expect(more!).toBeGreaterThan(some!);
    expect(more! - some!).toBeLessThan(some! - none!);
  });
});
