import { describe, it } from "vitest";
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
      {
        title: "prices that are no numbers",
        X: { ...good, logPrice: good.logPrice.map(() => Number.NaN) },
        y: undefined,
      },
    ],
  });
  it.each(checks)("$title", ({ check }) => check());
});
