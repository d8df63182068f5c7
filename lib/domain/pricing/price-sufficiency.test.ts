import { describe, expect, it } from "vitest";
import { lackOf, priceSufficiency } from "./price-sufficiency";

const weeks = (prices: readonly number[], units = 3, stockShare = 1) =>
  Array.from({ length: 26 }, (_, week) => ({
    units,
    stockShare,
    priceMinor: prices[week % prices.length]!,
  }));

describe("whether a product's own weeks can tell", () => {
  it("needs four prices that really differ", () => {
    expect(priceSufficiency(weeks([1000, 1050, 1100, 1200]))).toMatchObject({
      distinctPrices: 4,
      enough: true,
    });
    expect(priceSufficiency(weeks([1000, 1001, 1002, 1003]))).toMatchObject({
      distinctPrices: 1,
      enough: false,
    });
    expect(priceSufficiency(weeks([1000, 1050]))).toMatchObject({ distinctPrices: 2, enough: false });
  });

  it("needs sales, and counts no week without stock or price", () => {
    expect(priceSufficiency(weeks([1000, 1050, 1100, 1200], 1)).enough).toBe(false);
    expect(priceSufficiency(weeks([1000, 1050, 1100, 1200], 3, 0))).toMatchObject({
      weeksObserved: 0,
      enough: false,
    });
    expect(priceSufficiency(weeks([0, -5]))).toMatchObject({ distinctPrices: 0, priceSpread: 0 });
    expect(priceSufficiency([])).toMatchObject({ units: 0, enough: false });
  });

  it("names what is lacking first, and nothing where there is enough", () => {
    expect(lackOf(priceSufficiency(weeks([1000, 1050])))).toBe("prices");
    expect(lackOf(priceSufficiency(weeks([1000, 1050, 1100, 1200]).slice(0, 20)))).toBe("weeks");
    expect(lackOf(priceSufficiency(weeks([1000, 1050, 1100, 1200], 1)))).toBe("units");
    expect(lackOf(priceSufficiency(weeks([1000, 1011, 1023, 1034])))).toBe("spread");
    expect(lackOf(priceSufficiency(weeks([1000, 1050, 1100, 1200])))).toBeNull();
  });
});
