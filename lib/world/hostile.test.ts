import { describe, expect, it } from "vitest";
import { runHistory } from "./run-history";
import { worldSettings } from "./settings";
import type { DayEvents, WorldSettings } from "./types";

function run(wish: Partial<Omit<WorldSettings, "version">>): DayEvents[] {
  return [...runHistory({ size: "small", historyDays: 60, ...wish })];
}
const orders = (days: readonly DayEvents[]) => days.flatMap((day) => day.orders);

describe("a hostile world", () => {
  it("runs without customers", () => {
    const days = run({ customers: 0, windowShoppers: 0 });
    expect(orders(days)).toEqual([]);
    expect(days.flatMap((day) => day.customers)).toEqual([]);
    expect(days[0]!.products.length).toBeGreaterThan(0);
  });

  it("runs without products, and with one", () => {
    const none = run({ products: 0 });
    expect(orders(none)).toEqual([]);
    expect(none.flatMap((day) => day.recommendations)).toEqual([]);
    const one = run({ products: 1 });
    expect(orders(one).length).toBeGreaterThan(0);
    expect(new Set(orders(one).flatMap((order) => order.lines.map((line) => line.productNo)))).toEqual(
      new Set([1]),
    );
  });

  it("sells nothing when nothing is ever delivered", () => {
    const days = run({ deliveries: false });
    expect(orders(days)).toEqual([]);
    expect(days.flatMap((day) => day.recommendations)).toEqual([]);
    expect(days.flatMap((day) => day.events).some((event) => event.type === "product_viewed")).toBe(true);
  });

  it("runs on one customer and no history at all", () => {
    expect(run({ customers: 1, windowShoppers: 0, historyDays: 30 })).toHaveLength(30);
    expect(run({ historyDays: 0 })).toEqual([]);
  });

  it("keeps order in every zone across changes of the clocks, leap days and the turn of the year", () => {
    for (const [timeZone, startDate] of [
      ["Europe/Dublin", "2026-03-20"],
      ["Europe/Dublin", "2026-10-18"],
      ["America/Santiago", "2026-08-30"],
      ["Australia/Lord_Howe", "2026-03-28"],
      ["Asia/Shanghai", "2027-12-26"],
      ["Pacific/Kiritimati", "2028-02-22"],
    ] as const) {
      const days = run({ timeZone, startDate, historyDays: 16, customers: 150 });
      days.forEach((day, k) => {
        if (k > 0) expect(day.startsAt).toBe(days[k - 1]!.endsAt);
        for (const event of day.events) {
          if (event.receivedAt - event.occurredAt > 86_400_000) continue;
          expect(event.occurredAt).toBeGreaterThanOrEqual(day.startsAt);
          if (event.channel === "web") expect(event.occurredAt).toBeLessThan(day.endsAt);
        }
        for (const order of day.orders) {
          expect(order.placedAt).toBeGreaterThanOrEqual(day.startsAt);
          expect(order.placedAt).toBeLessThan(day.endsAt);
        }
      });
      expect(new Set(days.map((day) => day.date)).size).toBe(16);
    }
  });

  it("refuses settings that mean nothing", () => {
    for (const wish of [
      { customers: -1 },
      { products: 1.5 },
      { historyDays: Number.NaN },
      { seed: 0.5 },
      { dirt: -1 },
      { customers: 2_000_000 },
    ])
      expect(() => worldSettings(wish)).toThrow(RangeError);
    expect(() => run({ timeZone: "Nowhere/Else" })).toThrow(RangeError);
    expect(() => run({ startDate: "2026-13-41x" })).toThrow(RangeError);
  });
});
