import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RetailRow } from "./online-retail";
import { OrderAssembler, type RetailOrder } from "./order-assembler";
import { RetailSurvey } from "./retail-survey";

const NOON = Date.parse("2011-01-01T12:00:00Z");

function row(order: string, change: Partial<RetailRow> = {}): RetailRow {
  return {
    ...{ order, kind: "sale", code: "22423", description: "CAKESTAND", quantity: 1, at: new Date(NOON) },
    ...{ unitPriceMinor: 100, totalMinor: 100, charged: true, customer: "7", country: "Germany" },
    ...change,
  };
}

function assemble(rows: readonly RetailRow[]): { orders: RetailOrder[]; survey: RetailSurvey; held: number } {
  const survey = new RetailSurvey();
  for (const [i, each] of rows.entries()) survey.add(each, i + 2);
  const assembler = new OrderAssembler(survey.orders);
  const orders: RetailOrder[] = [];
  let open = 0;
  let held = 0;
  rows.forEach((each, i) => {
    const whole = assembler.add({ line: i + 2, text: "", row: each });
    open += 1;
    held = Math.max(held, open);
    if (whole) {
      open -= whole.rows.length;
      orders.push(whole);
    }
  });
  expect(assembler.rest()).toEqual([]);
  return { orders, survey, held };
}

describe("orders put together from rows", () => {
  it("are whole, each row once and in the order of the file, however the rows are mixed", () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(numbers, (mixed) => {
        const { orders, survey, held } = assemble(mixed.map((n, i) => row(String(n), { quantity: i + 1 })));
        const lines = orders.flatMap(({ rows }) => rows.map(({ line }) => line));
        expect([...lines].sort((a, b) => a - b)).toEqual(mixed.map((_, i) => i + 2));
        expect(new Set(orders.map(({ number }) => number)).size).toBe(orders.length);
        for (const order of orders)
          expect(order.rows.map(({ line }) => line)).toEqual(
            mixed.flatMap((n, i) => (String(n) === order.number ? [i + 2] : [])),
          );
        // What is refused as too far apart is an upper bound of what waits in memory.
        expect(survey.mostOpenRows()).toBeGreaterThanOrEqual(held);
        expect(survey.mostOpenRows()).toBeLessThanOrEqual(mixed.length);
      }),
    );
  });

  it("wait for one order only where the file is sorted by order", () => {
    const { survey } = assemble(["1", "1", "2", "3", "3", "3", "4"].map((n) => row(n)));
    expect(survey.mostOpenRows()).toBe(3);
  });

  it("are placed at the earliest time of their rows and belong to whom any row names", () => {
    const [order] = assemble([
      row("1", { customer: null, at: new Date(NOON + 60_000) }),
      row("1", { customer: "7" }),
      row("1", { customer: null, at: new Date(NOON + 1) }),
    ]).orders;
    expect(order).toMatchObject({ customer: "7", placedAt: new Date(NOON) });
  });
});

describe("the survey", () => {
  it("refuses a row that names another customer than its order has", () => {
    const survey = new RetailSurvey();
    expect(survey.add(row("1", { customer: null }), 2)).toBeNull();
    expect(survey.add(row("1", { customer: "7" }), 3)).toBeNull();
    expect(survey.add(row("1", { customer: "8" }), 4)).toBe("another-customer");
    expect(survey.orders.get("1")).toMatchObject({ rows: 2, customer: "7" });
    expect(survey.customers().map(({ number }) => number)).toEqual(["7"]);
  });

  it("calls a product what most of its charged rows call it, under every spelling of its code", () => {
    const survey = new RetailSurvey();
    survey.add(row("1", { code: "85123a", description: "CREAM HEART" }), 2);
    survey.add(row("2", { code: "85123A", description: "WHITE HEART" }), 3);
    survey.add(row("3", { code: "85123A", description: "WHITE HEART" }), 4);
    for (let line = 5; line < 9; line++)
      survey.add(row("4", { code: "85123A", description: "damaged", charged: false, customer: null }), line);
    survey.add(row("5", { code: "gift_1", description: "found", charged: false, customer: null }), 9);
    expect(survey.products()).toEqual([
      { code: "85123A", sku: "85123A", spellings: ["85123a", "85123A"], name: "WHITE HEART" },
      { code: "GIFT_1", sku: "gift_1", spellings: ["gift_1"], name: null },
    ]);
  });

  it("gives a customer the country of the latest order and the time of the first", () => {
    const survey = new RetailSurvey();
    survey.add(row("1", { country: "Norway", at: new Date(NOON + 1) }), 2);
    survey.add(row("2", { country: "Finland", at: new Date(NOON) }), 3);
    survey.add(row("3", { country: null, at: new Date(NOON + 2) }), 4);
    expect(survey.customers()).toEqual([{ number: "7", country: "Norway", firstAt: new Date(NOON) }]);
    expect([survey.oldestAt, survey.newestAt]).toEqual([new Date(NOON), new Date(NOON + 2)]);
  });
});
