import { describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../core/rng";
import { bfgs } from "../optimize/bfgs";
import { hessianOf } from "../optimize/finite-differences";
import { randomPoisson, simulatedShop } from "../testing/simulated-shop";
import { fitEffectsPoisson } from "./effects-poisson";
import { ownSlope } from "./own-slope";
import { elasticityInterval, PriceResponse } from "./price-response";
import { believedOf } from "./shelf-fits";

/** How often 90 % intervals hold the truth in shops that differ in their seed alone, and how far off estimates are. */
function judged(shops: number, options: NonNullable<Parameters<typeof simulatedShop>[1]>) {
  let [inside, products, squares, scores] = [0, 0, 0, 0];
  for (let seed = 5; seed < 5 + shops; seed++) {
    const { data, truth } = simulatedShop(seed, options);
    new PriceResponse().fit(data).products.forEach((product, i) => {
      const { low, high } = elasticityInterval(product);
      if (low < truth[i]! && truth[i]! < high) inside++;
      squares += (product.elasticity - truth[i]!) ** 2;
      scores += ((product.elasticity - truth[i]!) / product.deviation) ** 2;
      products++;
    });
  }
  return {
    coverage: inside / products,
    error: Math.sqrt(squares / products),
    score: Math.sqrt(scores / products),
  };
}

describe("price response in shops too small to tell weeks from prices", () => {
  // Products of a shop share its weeks, so a shop counts as one throw: 60 at .9 lie above .78 with more than 99.8 %.
  const SHOPS = 60;

  it("keeps to what is published where one product's weeks explain all its sales", () => {
    const { coverage, error } = judged(SHOPS, { slopes: [-2.6], perCategory: 1 });
    expect(coverage).toBeGreaterThan(0.78);
    // Saying −2.62 of every shop is off by the ± 0.4 that products differ by.
    expect(error).toBeLessThan(0.5);
    for (let seed = 5; seed < 15; seed++) {
      const [product] = new PriceResponse().fit(
        simulatedShop(seed, { slopes: [-2.6], perCategory: 1 }).data,
      ).products;
      expect(product!.elasticity).toBeLessThan(-1.5);
      expect(product!.deviation).toBeGreaterThan(1);
    }
  });

  it.each([2, 3, 6])("knows how little %i products of one category tell", (perCategory) => {
    const { coverage, error, score } = judged(SHOPS, { slopes: [-2.6], perCategory });
    expect(coverage).toBeGreaterThan(0.78);
    expect(score).toBeLessThan(1.2);
    expect(error).toBeLessThan(1);
  });

  it.each([2, 3])("knows how little %i categories of one product tell", (categories) => {
    const slopes = [-2.6, -2.2, -3].slice(0, categories);
    expect(judged(SHOPS, { slopes, perCategory: 1 }).coverage).toBeGreaterThan(0.78);
  });

  it.each([0.1, 0.9])("is right about one category of twenty, log levels ± %f", (levelSpread) => {
    const { coverage, error } = judged(20, { slopes: [-2.6], perCategory: 20, levelSpread });
    // 20 throws at .9 lie above .7 with 98.9 %.
    expect(coverage).toBeGreaterThan(0.7);
    expect(error).toBeLessThan(0.55);
  });

  it("takes what was thought before where a fit did not settle", () => {
    const { data } = simulatedShop(5, { slopes: [-2.6], perCategory: 2 });
    const fit = fitEffectsPoisson({
      ...{ units: 2, periods: data.weeks, unit: data.product, period: data.week },
      ...{ counts: data.units, exposure: data.exposure, columns: [data.logPrice] },
    });
    const prior = { mean: -2.62, deviation: 2 };
    expect(believedOf({ ...fit, converged: true }, [prior]).values[0]).toBe(fit.coefficients[0]);
    const { values, errors } = believedOf({ ...fit, converged: false }, [prior]);
    expect([values[0], errors[0]]).toEqual([-2.62, 2]);
  });
});

function minimiserOf(loss: (x: Float64Array) => number, start: Float64Array): Float64Array {
  const steps = bfgs(loss, start, { tolerance: 1e-9, maxIterations: 500 });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value.x;
}

describe("beliefs within the likelihood", () => {
  it("gives the largest posterior density and its curvature, as a general optimiser finds them", () => {
    const rng = createRng(4);
    const rows = 24;
    const x = Float64Array.from({ length: rows }, () => 0.3 * randomNormal(rng));
    const z = Float64Array.from({ length: rows }, () => 0.3 * randomNormal(rng));
    const counts = Float64Array.from(x, (v, r) => randomPoisson(rng, 6 * Math.exp(-2 * v + 0.4 * z[r]!)));
    const fit = fitEffectsPoisson({
      units: 1,
      periods: 1,
      unit: new Int32Array(rows),
      period: new Int32Array(rows),
      counts,
      exposure: new Float64Array(rows).fill(1),
      columns: [x, z],
      priors: [{ mean: -2.62, deviation: 0.5 }, null],
    });
    const loss = ([level, slope, other]: Float64Array) => {
      let sum = (fit.dispersion * ((slope! + 2.62) / 0.5) ** 2) / 2;
      for (let r = 0; r < rows; r++) {
        const eta = level! + slope! * x[r]! + other! * z[r]!;
        sum += Math.exp(eta) - counts[r]! * eta;
      }
      return sum;
    };
    const best = minimiserOf(loss, Float64Array.of(1, 0, 0));
    expect(fit.coefficients[0]).toBeCloseTo(best[1]!, 5);
    expect(fit.coefficients[1]).toBeCloseTo(best[2]!, 5);
    // The inverse of the curvature's Schur complement without the level, by hand for 2 × 2.
    const H = hessianOf(loss, best);
    const [a, b, c] = [
      H[4]! - H[1]! ** 2 / H[0]!,
      H[5]! - (H[1]! * H[2]!) / H[0]!,
      H[8]! - H[2]! ** 2 / H[0]!,
    ];
    expect(fit.modelCovariance[0]! / ((fit.dispersion * c) / (a * c - b * b))).toBeCloseTo(1, 3);
  });

  it("gives a product's own slope as if its weeks' factors were estimated with it", () => {
    const rng = createRng(8);
    const weeks = 8;
    const { data } = simulatedShop(3, { slopes: [-2.6], perCategory: 1, weeks });
    const rows = Array.from({ length: weeks }, (_, t) => t);
    const logPrice = Float64Array.from(rows, () => 0.3 * randomNormal(rng));
    const units = logPrice.map((x) => randomPoisson(rng, 8 * Math.exp(-2 * x)));
    const others = Float64Array.from(rows, (t) => 3 + 2 * t);
    const told = others.map((value) => randomPoisson(rng, value) + 0.5);
    const offset = told.map((value, t) => value / others[t]!);
    const own = ownSlope({ ...data, units, logPrice }, rows, { offset, told }, 1, null);
    // Log level, slope and a log factor a week; the others' sales are Poisson of known mean times the factor.
    const lossAt = (slope: number, [level, ...factors]: Float64Array) => {
      let sum = (slope + 2) ** 2 / 200;
      for (const t of rows) {
        const eta = level! + slope * logPrice[t]! + factors[t]!;
        sum += Math.exp(eta) - units[t]! * eta;
        sum += others[t]! * Math.exp(factors[t]!) - told[t]! * factors[t]!;
      }
      return sum;
    };
    const start = new Float64Array(1 + weeks);
    const best = minimiserOf((p) => lossAt(p[0]!, p.subarray(1)), Float64Array.of(0, ...start));
    expect(own.slope).toBeCloseTo(best[0]!, 4);
    // The slope's curvature once all else follows it, by a second difference of the best loss.
    const profile = (slope: number) =>
      lossAt(
        slope,
        minimiserOf((p) => lossAt(slope, p), start),
      );
    const h = 0.05;
    const curvature = (profile(best[0]! + h) - 2 * profile(best[0]!) + profile(best[0]! - h)) / h ** 2;
    expect(own.error * Math.sqrt(curvature)).toBeCloseTo(1, 2);
  });
});
