import { describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../core/rng";
import { randomPoisson, simulatedShop } from "../testing/simulated-shop";
import { beliefBelowZero } from "./belief-below-zero";
import { chanceOfLoss, type DemandCurve, outcomeAt, shopProfitAt, type UnitEconomics } from "./demand-curve";
import { fitEffectsPoisson } from "./effects-poisson";
import type { PriceObservations } from "./price-observations";
import { elasticityInterval, PriceResponse } from "./price-response";

describe("Poisson regression with unit and period effects", () => {
  it("recovers what made noiseless counts", () => {
    const level = [2, 5, 11];
    const factor = [0.5, 1, 1.5, 1];
    const x = [0.1, -0.2, 0.3, 0, -0.1, 0.2, 0.05, -0.3, 0.15, 0.1, -0.25, 0.02];
    const rows = x.length;
    const fit = fitEffectsPoisson({
      units: 3,
      periods: 4,
      unit: Int32Array.from({ length: rows }, (_, r) => Math.floor(r / 4)),
      period: Int32Array.from({ length: rows }, (_, r) => r % 4),
      // A thousandfold, so that the half unit added to each period is nothing.
      counts: Float64Array.from(
        x,
        (v, r) => 1000 * level[Math.floor(r / 4)]! * factor[r % 4]! * Math.exp(-2.5 * v),
      ),
      exposure: new Float64Array(rows).fill(1),
      columns: [Float64Array.from(x)],
    });
    expect(fit.converged).toBe(true);
    expect(fit.coefficients[0]).toBeCloseTo(-2.5, 3);
    expect(fit.unitLevels[1]! / fit.unitLevels[0]!).toBeCloseTo(2.5, 2);
    expect(fit.periodFactors[2]! / fit.periodFactors[0]!).toBeCloseTo(3, 2);
  });

  /** Forty units of twenty weeks at one of two levels, with tides of their own; the column stays for weeks as well. */
  function tidal(left = -1) {
    const rng = createRng(11);
    const rows: { unit: number; count: number; x: number }[] = [];
    for (let i = 0; i < 40; i++)
      for (let t = 0, x = 0, tide = 0; t < 20; t++) {
        if (t % 10 === 0) [x, tide] = [0.2 * randomNormal(rng), 0.4 * randomNormal(rng)];
        const count = randomPoisson(rng, 20 * Math.exp(-2 * x + tide));
        if (i !== left) rows.push({ unit: i, count, x });
      }
    return fitEffectsPoisson({
      units: 40,
      periods: 1,
      unit: Int32Array.from(rows, ({ unit }) => unit),
      period: new Int32Array(rows.length),
      counts: Float64Array.from(rows, ({ count }) => count),
      exposure: new Float64Array(rows.length).fill(1),
      columns: [Float64Array.from(rows, ({ x }) => x)],
    });
  }

  it("has the covariance that leaving out each unit in turn gives, far above that of independent rows", () => {
    const fit = tidal();
    const all = fit.coefficients[0]!;
    const moved = Array.from({ length: 40 }, (_, i) => (tidal(i).coefficients[0]! - all) ** 2);
    const jackknife = (39 / 40) * moved.reduce((sum, value) => sum + value, 0);
    expect(fit.covariance[0]! / jackknife).toBeGreaterThan(0.9);
    expect(fit.covariance[0]! / jackknife).toBeLessThan(1.1);
    expect(fit.covariance[0]).toBeGreaterThan(2 * fit.modelCovariance[0]!);
  });
});

describe("price response", () => {
  const { data, truth } = simulatedShop(5);
  const model = new PriceResponse().fit(data);

  it("recovers elasticities better than each product's own regression", () => {
    const error = (values: readonly number[]) =>
      values.reduce((sum, value, i) => sum + Math.abs(value - truth[i]!), 0) / values.length;
    const shrunk = error(model.products.map((product) => product.elasticity));
    const alone = error(model.products.map((product) => product.own?.elasticity ?? product.expected));
    expect(shrunk).toBeLessThan(0.45);
    expect(shrunk).toBeLessThan(0.8 * alone);
  });

  it("gives 90 % intervals that hold the truth about that often, over shops", () => {
    let inside = 0;
    let all = 0;
    for (const seed of [5, 6, 7]) {
      const shop = simulatedShop(seed);
      new PriceResponse().fit(shop.data).products.forEach((product, i) => {
        const { low, high } = elasticityInterval(product);
        all++;
        if (low <= shop.truth[i]! && shop.truth[i]! <= high) inside++;
      });
    }
    // A binomial of 180 at .9 lies between .84 and .96 with more than 99 %.
    expect(inside / all).toBeGreaterThan(0.82);
    expect(inside / all).toBeLessThan(0.97);
  });

  it("knows how far off products' own slopes are, also where good and bad times last for weeks", () => {
    for (const tides of [0, 0.6]) {
      const scores = [5, 6, 7, 8, 9, 10].flatMap((seed) => {
        const shop = simulatedShop(seed, { tides });
        return new PriceResponse()
          .fit(shop.data)
          .products.flatMap(({ own }, i) =>
            own && own.standardError < 3 ? [(own.elasticity - shop.truth[i]!) / own.standardError] : [],
          );
      });
      const spread = Math.sqrt(scores.reduce((sum, score) => sum + score ** 2, 0) / scores.length);
      expect(scores.length).toBeGreaterThan(100);
      expect(spread).toBeGreaterThan(0.8);
      expect(spread).toBeLessThan(1.25);
    }
  });

  it("sees the promotion beside the price", () => {
    // The others' prices and the remembered one come first; this shop's buyers look at neither.
    expect(Math.abs(model.controls[0]!)).toBeLessThan(0.6);
    expect(Math.abs(model.wearingOff)).toBeLessThan(0.5);
    expect(model.controls[2]).toBeGreaterThan(0.05);
    expect(model.controls[2]).toBeLessThan(0.35);
  });

  it("never believes that demand rises with the price, also where a price followed its sales", () => {
    const rng = createRng(9);
    // Product 3's price follows its own sales up and down: the plain slope is positive.
    const units = data.units.map((sold, r) =>
      data.product[r] === 3 ? Math.round(6 * Math.exp(2 * data.logPrice[r]!) + rng.next()) : sold,
    );
    const product = new PriceResponse().fit({ ...data, units }).products[3]!;
    expect(product.own!.elasticity).toBeGreaterThan(0);
    expect(product.elasticity).toBeLessThan(-0.05);
    expect(elasticityInterval(product).high).toBeLessThanOrEqual(0);
  });

  it("falls back to the category for a product whose price never moved", () => {
    const still = { ...data, logPrice: data.logPrice.map((x, r) => (data.product[r] === 7 ? 0 : x)) };
    const { products } = new PriceResponse().fit(still);
    expect(products[7]!.own).toBeNull();
    const { expected, deviation } = products[7]!;
    expect(products[7]!.elasticity).toBeCloseTo(beliefBelowZero(expected, deviation).elasticity, 9);
    expect(products[7]!.elasticity).toBeCloseTo(expected, 5);
    expect(products[7]!.ownWeight).toBeCloseTo(0, 6);
    expect(products[7]!.deviation).toBeGreaterThan(model.products[7]!.deviation);
  });

  it("answers for products that sold nothing, with finite numbers", () => {
    const empty = { ...data, units: data.units.map((units, r) => (data.product[r]! < 3 ? 0 : units)) };
    for (const product of new PriceResponse().fit(empty).products)
      for (const value of [product.elasticity, product.deviation, product.level, product.levelDeviation])
        expect(Number.isFinite(value)).toBe(true);
  });

  it("is the same again, leaves its data alone and survives being stored", () => {
    const before = data.units.slice();
    const again = new PriceResponse().fit(data);
    expect(again.toSnapshot()).toEqual(model.toSnapshot());
    expect(data.units).toEqual(before);
    const restored = PriceResponse.fromSnapshot(JSON.parse(JSON.stringify(model.toSnapshot())));
    expect(restored.products).toEqual(model.products);
    expect(restored.predict(6)).toEqual(model.predict(6));
  });

  it("refuses rows that are no weeks of a product", () => {
    const refuse = (over: Partial<PriceObservations>) => () => new PriceResponse().fit({ ...data, ...over });
    expect(refuse({ exposure: data.exposure.map(() => 0) })).toThrow("no week of a product");
    expect(refuse({ units: data.units.map(() => -1) })).toThrow("no week of a product");
    expect(refuse({ logPrice: data.logPrice.map(() => Number.NaN) })).toThrow();
    expect(refuse({ week: new Int32Array(3) })).toThrow("differ in length");
  });
});

describe("a demand curve", () => {
  const curve: DemandCurve = {
    referenceMinor: 1000,
    units: 100,
    elasticity: -2,
    deviation: 0.5,
    levelDeviation: 0.1,
    dispersion: 1,
    stock: null,
  };
  const economics: UnitEconomics = { unitCostMinor: 400, taxDivisor: 1, diversion: 0, siblingMarginMinor: 0 };

  it("gives units, revenue and profit as worked by hand", () => {
    // 100 · 0.8^−2 = 156.25 units at 800; 800 − 400 a piece.
    const at = outcomeAt(curve, economics, 800);
    expect(at.units.expected).toBeCloseTo(156.25, 9);
    expect(at.revenueMinor.expected).toBeCloseTo(125_000, 6);
    expect(at.profitMinor.expected).toBeCloseTo(62_500, 6);
    expect(at.units.low).toBeLessThan(156.25);
    expect(at.units.high).toBeGreaterThan(156.25);
    expect(outcomeAt({ ...curve, stock: 120 }, economics, 800).units.expected).toBe(120);
    // Below cost the worse end of the units is the better end of the loss.
    const loss = outcomeAt(curve, { ...economics, unitCostMinor: 900 }, 800).profitMinor;
    expect(loss.low).toBeLessThan(loss.expected);
    expect(loss.high).toBeGreaterThan(loss.expected);
  });

  it("is widest where it was never tried", () => {
    const width = (price: number) => {
      const { units } = outcomeAt({ ...curve, dispersion: 1e-9 }, economics, price);
      return Math.log(units.high / units.low);
    };
    expect(width(800)).toBeGreaterThan(width(1000));
    expect(width(1250)).toBeCloseTo(width(800), 9);
  });

  it("knows the chance of losing: one half where gain and loss balance, as drawn elasticities say elsewhere", () => {
    const rng = createRng(3);
    for (const price of [850, 1150]) {
      let losses = 0;
      const draws = 4000;
      for (let i = 0; i < draws; i++) {
        const elasticity = curve.elasticity + curve.deviation * randomNormal(rng);
        const profit = (p: number) => (p - 400) * (p / 1000) ** elasticity;
        if (profit(price) < profit(1000)) losses++;
      }
      expect(chanceOfLoss(curve, economics, price, 1000)).toBeCloseTo(losses / draws, 1);
    }
    expect(chanceOfLoss(curve, economics, 1000, 1000)).toBe(0);
  });

  it("counts what the rest of the category gains when a dearer price sends buyers there", () => {
    const alone = shopProfitAt(curve, economics, 1200, 1000);
    const with_ = shopProfitAt(curve, { ...economics, diversion: 0.5, siblingMarginMinor: 300 }, 1200, 1000);
    // 100 − 100 · 1.2^−2 = 30.56 units leave, half of them to others at 300 each.
    expect(with_ - alone).toBeCloseTo(0.5 * 300 * (100 - 100 / 1.44), 6);
  });
});
