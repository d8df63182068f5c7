import { expect, it } from "vitest";
import { clickRate, clickRateDifference } from "./list-figures";

/** Sums of [lists, clicked] by customer. */
const sums = (people: readonly (readonly [number, number])[]) => ({
  lists: people.reduce((total, [n]) => total + n, 0),
  clicked: people.reduce((total, [, c]) => total + c, 0),
  clickedSquared: people.reduce((total, [, c]) => total + c * c, 0),
  clickedTimesLists: people.reduce((total, [n, c]) => total + n * c, 0),
  listsSquared: people.reduce((total, [n]) => total + n * n, 0),
});

it("a click rate is worked by hand with customers as units", () => {
  // 4 customers of 1 list, 1 clicked: R = ¼, Σ(c − R)² = (¾)² + 3·(¼)² = .75, variance .75/16.
  const rate = clickRate(
    sums([
      [1, 1],
      [1, 0],
      [1, 0],
      [1, 0],
    ]),
  )!;
  expect(rate.value).toBe(0.25);
  expect(rate.high - rate.value).toBeCloseTo(1.6449 * Math.sqrt(0.75 / 16), 12);
  expect(rate.low).toBe(0);
});

it("one customer's many lists make an interval wider than as many customers would", () => {
  const many = clickRate(sums(Array.from({ length: 100 }, (_, k) => [1, k % 5 === 0 ? 1 : 0] as const)))!;
  const few = clickRate(sums(Array.from({ length: 10 }, (_, k) => [10, k % 5 === 0 ? 10 : 0] as const)))!;
  expect(few.value).toBe(many.value);
  expect(few.high - few.low).toBeGreaterThan(2 * (many.high - many.low));
});

it("two rates that are alike differ by nothing that shows, and no lists say nothing", () => {
  const a = sums(Array.from({ length: 50 }, (_, k) => [2, k % 2] as const));
  const difference = clickRateDifference(a, a)!;
  expect(difference.value).toBe(0);
  expect(difference.low).toBeLessThan(0);
  expect(clickRate(sums([]))).toBeNull();
  expect(clickRateDifference(a, sums([]))).toBeNull();
});
