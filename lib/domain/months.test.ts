import { expect, it } from "vitest";
import { monthsBetween } from "./months";

it("names every month, across a year's end", () => {
  expect(monthsBetween("2025-11", "2026-02")).toEqual(["2025-11", "2025-12", "2026-01", "2026-02"]);
});

it("names one month when first and last are the same, and none when they are out of order", () => {
  expect(monthsBetween("2026-05", "2026-05")).toEqual(["2026-05"]);
  expect(monthsBetween("2026-06", "2026-05")).toEqual([]);
});
