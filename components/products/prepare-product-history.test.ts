import { describe, expect, it } from "vitest";
import type { ProductHistory } from "@/lib/contracts/products";
import {
  cheapestCompetitor,
  emptyDays,
  prepareProductHistory,
  touches,
  weeklyPace,
} from "./prepare-product-history";

const day = (number: number) => new Date(Date.UTC(2026, 0, number)).toISOString();
const at = (number: number) => Date.UTC(2026, 0, number);

const nothing: ProductHistory = {
  ...{ from: day(1), to: day(101) },
  ...{ prices: [], competitors: [], stock: [], weeks: [], campaigns: [] },
};

describe("a product's history", () => {
  it("tells reductions and changes of the price apart", () => {
    const { reduced, changes, regular } = prepareProductHistory({
      ...nothing,
      prices: [
        { at: day(1), priceMinor: 1000, compareAtMinor: null, reason: "list" },
        { at: day(11), priceMinor: 800, compareAtMinor: 1000, reason: "promotion" },
        { at: day(21), priceMinor: 1000, compareAtMinor: null, reason: "list" },
        { at: day(31), priceMinor: 1000, compareAtMinor: 1200, reason: "promotion" },
      ],
    });
    expect(reduced).toEqual([
      { from: at(11), to: at(21) },
      { from: at(31), to: at(101) },
    ]);
    expect(changes).toEqual([
      { at: at(11), fromMinor: 1000, toMinor: 800, reason: "promotion" },
      { at: at(21), fromMinor: 800, toMinor: 1000, reason: "list" },
    ]);
    expect(regular.map(({ value }) => value)).toEqual([null, 1000, null, 1200]);
  });

  it("believes a competitor's price for three weeks", () => {
    const seen = (lastDay: number, priceMinor: number) => ({
      ...{ name: `c${lastDay}`, confidence: 0.9, inStock: true },
      prices: [{ at: day(lastDay), priceMinor }],
    });
    const competitors = [seen(79, 500), seen(90, 900), seen(100, 800)];
    expect(cheapestCompetitor(prepareProductHistory({ ...nothing, competitors }))).toBe(800);
    expect(cheapestCompetitor(prepareProductHistory({ ...nothing, competitors: [seen(79, 1)] }))).toBeNull();
    expect(cheapestCompetitor(prepareProductHistory(nothing))).toBeNull();
  });

  it("counts the days of an empty shelf only while stock was known", () => {
    const history = prepareProductHistory({
      ...nothing,
      stock: [
        { at: day(41), onHand: 3, onOrder: 0 },
        { at: day(51), onHand: 0, onOrder: 9 },
        { at: day(56), onHand: 9, onOrder: 0 },
        { at: day(99), onHand: 0, onOrder: 0 },
      ],
    });
    expect(emptyDays(history, { from: at(1), to: at(101) })).toEqual({ empty: 7, known: 60 });
    expect(emptyDays(history, { from: at(54), to: at(101) })).toEqual({ empty: 4, known: 47 });
    expect(emptyDays(prepareProductHistory(nothing), { from: at(1), to: at(101) })).toEqual({
      empty: 0,
      known: 0,
    });
  });

  it("reads the pace of sales off full weeks, and compares only with as many before", () => {
    const weeks = Array.from({ length: 25 }, (_, week) => ({
      ...{ from: day(1 + 7 * week), to: day(8 + 7 * week) },
      ...{ units: week < 12 ? 2 : 3, revenueMinor: 0 },
    }));
    const to = day(1 + 7 * 24 + 3);
    const whole = prepareProductHistory({ ...nothing, to, weeks });
    expect(whole.weeks.filter(({ open }) => open)).toHaveLength(1);
    expect(weeklyPace(whole.weeks)).toEqual({ lately: 3, before: 2 });
    const young = prepareProductHistory({ ...nothing, to, weeks: weeks.slice(5) });
    expect(weeklyPace(young.weeks)).toEqual({ lately: 3, before: null });
    expect(weeklyPace([])).toEqual({ lately: null, before: null });
  });

  it("finds what happened in a week, moments too", () => {
    const week = { from: 10, to: 20 };
    expect(touches({ from: 10, to: 10 }, week)).toBe(true);
    expect(touches({ from: 20, to: 20 }, week)).toBe(false);
    expect(touches({ from: 0, to: 10 }, week)).toBe(false);
    expect(touches({ from: 0, to: 11 }, week)).toBe(true);
  });
});
