import { describe, expect, it } from "vitest";
import { type PriceInForce, priorPrice } from "./prior-price";

const ZONE = "Europe/Berlin";
const at = (text: string, priceMinor: number, compareAtMinor: number | null = null): PriceInForce => ({
  effectiveAt: new Date(text),
  priceMinor,
  compareAtMinor,
});

describe("the prior price of a reduction", () => {
  it("is the lowest of the 30 days before it began, however long it has run since", () => {
    const history = [
      at("2026-01-01T00:00:00Z", 2000),
      at("2026-02-20T00:00:00Z", 1800),
      at("2026-02-25T00:00:00Z", 2200),
      at("2026-03-10T00:00:00Z", 1500, 2200),
    ];
    for (const now of ["2026-03-10T00:00:00Z", "2026-05-30T00:00:00Z"]) {
      const prior = priorPrice(history, new Date(now), ZONE)!;
      expect(prior).toMatchObject({ priorMinor: 1800, shortHistory: false });
      expect(prior.promotionStart).toEqual(new Date("2026-03-10T00:00:00Z"));
      // 1 − 1500 / 1800, not the 32 % that the struck-through price suggests.
      expect(prior.reduction).toBeCloseTo(1 / 6, 12);
    }
  });

  it("counts a price whose last moment lies in the window, and not one that ended where it begins", () => {
    const start = "2026-03-31T10:00:00Z";
    const history = (lowUntil: string) => [
      at("2026-01-01T00:00:00Z", 1000),
      at(lowUntil, 2000),
      at(start, 1500, 2000),
    ];
    const now = new Date("2026-04-02T00:00:00Z");
    // 30 calendar days before 12:00 summer time in Berlin is 12:00 winter time: 11:00 UTC.
    expect(priorPrice(history("2026-03-01T11:00:00Z"), now, ZONE)?.priorMinor).toBe(2000);
    expect(priorPrice(history("2026-03-01T11:00:00.001Z"), now, ZONE)?.priorMinor).toBe(1000);
  });

  it("keeps its window at the first step of a reduction that deepens, and not of one that grew dearer", () => {
    const deepening = [
      at("2026-01-01T00:00:00Z", 2000),
      at("2026-03-10T00:00:00Z", 1800, 2000),
      at("2026-03-15T00:00:00Z", 1600, 2000),
    ];
    const now = new Date("2026-03-20T00:00:00Z");
    expect(priorPrice(deepening, now, ZONE)).toMatchObject({ priorMinor: 2000, reduction: 1 - 1600 / 2000 });
    const weakening = [
      at("2026-01-01T00:00:00Z", 2000),
      at("2026-03-10T00:00:00Z", 1600, 2000),
      at("2026-03-15T00:00:00Z", 1800, 2000),
    ];
    expect(priorPrice(weakening, now, ZONE)).toMatchObject({ priorMinor: 1600, reduction: 0 });
  });

  it("is none while nothing is announced, and unknown for what was never sold before", () => {
    const now = new Date("2026-03-20T00:00:00Z");
    expect(priorPrice([at("2026-01-01T00:00:00Z", 2000)], now, ZONE)).toBeNull();
    expect(priorPrice([], now, ZONE)).toBeNull();
    expect(priorPrice([at("2026-03-01T00:00:00Z", 1500, 2000)], now, ZONE)).toMatchObject({
      priorMinor: null,
      reduction: null,
      shortHistory: true,
    });
    // A struck-through price that is no higher announces nothing; the future does not count.
    expect(priorPrice([at("2026-01-01T00:00:00Z", 2000, 2000)], now, ZONE)).toBeNull();
    expect(priorPrice([at("2026-03-21T00:00:00Z", 1500, 2000)], now, ZONE)).toBeNull();
  });
});
