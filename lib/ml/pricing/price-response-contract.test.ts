import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng } from "../core/rng";
import { matrix } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import type { PriceObservations } from "./price-observations";
import { type FittedPriceResponse, PriceResponse, type PriceResponseParams } from "./price-response";

/** Four products in two categories over twenty weeks, whose prices move now and then. */
function shop(seed: number): PriceObservations {
  const rng = createRng(seed);
  const rows = 80;
  const logPrice = Float64Array.from({ length: rows }, () => (rng.next() < 0.4 ? 0.2 * rng.next() - 0.1 : 0));
  return {
    products: 4,
    weeks: 20,
    product: Int32Array.from({ length: rows }, (_, r) => Math.floor(r / 20)),
    week: Int32Array.from({ length: rows }, (_, r) => r % 20),
    units: logPrice.map((value) => Math.round(10 * Math.exp(-2 * value) + 3 * rng.next())),
    logPrice,
    exposure: new Float64Array(rows).fill(1),
    controls: matrix(
      rows,
      1,
      logPrice.map((value) => Number(value < -0.05)),
    ),
    groups: Int32Array.of(0, 0, 1, 1),
  };
}

describe("the price response", () => {
  const good = shop(1);
  const checks = estimatorContract<PriceResponseParams, undefined, FittedPriceResponse, PriceObservations>({
    create: () => new PriceResponse(),
    data: () => ({ X: shop(1), y: undefined }),
    otherData: () => ({ X: shop(2), y: undefined }),
    restore: PriceResponse.fromSnapshot,
    predict: (model) => [...model.predict(4), ...model.products.map(({ elasticity }) => elasticity)],
    oneByOne: null,
    badFits: [
      { title: "no weeks", X: { ...good, units: new Float64Array(0) }, y: undefined },
      { title: "columns of different lengths", X: { ...good, units: good.units.slice(1) }, y: undefined },
      { title: "negative units", X: { ...good, units: good.units.map((value) => -value) }, y: undefined },
      { title: "a category below 0", X: { ...good, groups: Int32Array.of(0, 0, -1, 1) }, y: undefined },
      {
        title: "prices that are no numbers",
        X: { ...good, logPrice: good.logPrice.map(() => Number.NaN) },
        y: undefined,
      },
    ],
  });
  it.each(checks)("$title", ({ check }) => check());
});

describe("the price response's options", () => {
  it.each([
    { fewestProducts: 0 },
    { fewestUnits: Number.NaN },
    { priorDeviation: 0 },
    { recentWeeks: 1.5 },
    { season: 0 },
  ])("are refused out of range: %o", (params) => {
    expect(() => new PriceResponse(params)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
});

describe("the price response of any shelf", () => {
  const shelf = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 12 }))
    .chain(([products, weeks]) => {
      const rows = products * weeks;
      const column = <T>(cell: fc.Arbitrary<T>) => fc.array(cell, { minLength: rows, maxLength: rows });
      return fc.record({
        products: fc.constant(products),
        weeks: fc.constant(weeks),
        units: column(fc.constantFrom(0, 0, 1, 2, 7, 1e6)),
        logPrice: column(fc.constantFrom(0, 0, 0.1, -0.1, -0.7, 3)),
        exposure: column(fc.constantFrom(1, 1, 0.5, 1e-3)),
        control: column(fc.constantFrom(0, 0, 1, -3)),
        groups: fc.array(fc.nat({ max: 1 }), { minLength: products, maxLength: products }),
      });
    });
  it("is refused by name, or finite throughout", () => {
    fc.assert(
      fc.property(shelf, ({ products, weeks, control, ...columns }) => {
        const rows = products * weeks;
        const X: PriceObservations = {
          products,
          weeks,
          product: Int32Array.from({ length: rows }, (_, r) => Math.floor(r / weeks)),
          week: Int32Array.from({ length: rows }, (_, r) => r % weeks),
          units: Float64Array.from(columns.units),
          logPrice: Float64Array.from(columns.logPrice),
          exposure: Float64Array.from(columns.exposure),
          controls: matrix(rows, 1, Float64Array.from(control)),
          groups: Int32Array.from(columns.groups),
        };
        let model: FittedPriceResponse;
        try {
          model = new PriceResponse().fit(X);
        } catch (error) {
          expect(error).toBeInstanceOf(MlError);
          return;
        }
        expect(JSON.stringify(model.toSnapshot().state)).not.toMatch(/NaN|Infinity/);
        for (const { elasticity } of model.products) expect(Number.isFinite(elasticity)).toBe(true);
        expect(Array.from(model.predict(2)).every((units) => Number.isFinite(units) && units >= 0)).toBe(
          true,
        );
      }),
      { numRuns: 60, seed: 27 },
    );
  });
});
