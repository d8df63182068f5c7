import { beforeAll, describe, expect, it } from "vitest";
import { drain } from "../core/estimator";
import { createRng, type Rng } from "../core/rng";
import { askAtPrices } from "./ask-at-prices";
import { DEMAND_FAMILIES, type DemandFamily, FAMILY_HORIZON, familyForecaster } from "./demand-families";
import { familyCurves } from "./family-curves";
import { bestFamily, type FamilyJudgement, judgeFamilies } from "./judge-families";
import { type ObservedWeeks, observeWeeks, type ProductWeek } from "./observe-weeks";
import { PriceResponse } from "./price-response";
import { pricingPanel } from "./pricing-panel";

const PRODUCTS = 30;
const WEEKS = 60;
const ELASTICITY = -2.5;
const LADDER = [1800, 1900, 2000, 2100, 2200];

function poisson(mean: number, rng: Rng): number {
  let [k, product] = [0, rng.next()];
  for (const limit = Math.exp(-mean); product > limit; product *= rng.next()) k++;
  return k;
}

function shop(): ObservedWeeks {
  const rng = createRng("judge-families");
  const rows: ProductWeek[] = [];
  for (let product = 0; product < PRODUCTS; product++)
    for (let week = 0; week < WEEKS; week++) {
      const priceMinor = LADDER[(Math.floor(week / 3) + product) % LADDER.length]!;
      const mean = (4 + (product % 5) * 4) * (priceMinor / 2000) ** ELASTICITY;
      rows.push({
        ...{ product, week, priceMinor, units: poisson(mean, rng) },
        ...{ promotionShare: 0, stockShare: 1, competitorIndex: null },
      });
    }
  const groups = Int32Array.from({ length: PRODUCTS }, (_, product) => product % 3);
  return observeWeeks(rows, { products: PRODUCTS, weeks: WEEKS, groups });
}

let observed: ObservedWeeks;
let judged: FamilyJudgement;
beforeAll(() => {
  observed = shop();
  judged = drain(judgeFamilies(observed, { weeks: WEEKS, dispersion: 1, seed: 1 }))!;
});

describe("the judgement of the families", () => {
  it("scores all of them on the same forecasts, at their level, and a champion that beats naive forecasts", () => {
    expect(new Set(judged.scores.map(({ n }) => n)).size).toBe(1);
    const wape = new Map(judged.scores.map((score) => [score.model, score.wape!]));
    const champion = wape.get(bestFamily(judged, () => true))!;
    expect(champion).toBeLessThan(wape.get("seasonal naive")!);
    expect(champion).toBeLessThan(wape.get("8-period mean")!);
    for (const { model, bias } of judged.scores)
      if (["level", "linear", "trees", "gru"].includes(model)) expect(Math.abs(bias!)).toBeLessThan(0.1);
  });

  it("adds up from its groups", () => {
    const whole = judged.scores.find(({ model }) => model === "log-log")!;
    const parts = [...judged.byGroup.values()].map(
      (scores) => scores.find(({ model }) => model === "log-log")!,
    );
    expect(parts.reduce((sum, { n }) => sum + n, 0)).toBe(whole.n);
    expect(Math.min(...parts.map(({ wape }) => wape!))).toBeLessThanOrEqual(whole.wape!);
    expect(Math.max(...parts.map(({ wape }) => wape!))).toBeGreaterThanOrEqual(whole.wape!);
  });

  it("hides nothing where there is too little to hide", () => {
    expect(drain(judgeFamilies(observed, { weeks: 20, dispersion: 1, seed: 1 }))).toBeNull();
    expect(bestFamily(null, () => true)).toBe("log-log");
  });
});

describe("the champion", () => {
  const errors = (own: Partial<Record<DemandFamily, number[]>>) => ({
    errors: new Map(
      DEMAND_FAMILIES.map((family) => [family, Float64Array.from(own[family] ?? [90, 90, 90, 90])]),
    ),
  });

  it("is the family with the least error", () => {
    expect(bestFamily(errors({ trees: [10, 11, 9, 10] }), () => true)).toBe("trees");
    expect(bestFamily(errors({ level: [10, 11, 9, 10] }), () => true)).toBe("level");
  });
  it("is the simplest of those that one standard error does not tell apart", () => {
    // Better by 4 in all, but by −20 to 22 a product: nobody can tell.
    const near = errors({ "log-log": [50, 50, 50, 50], gru: [30, 72, 31, 63] });
    expect(bestFamily(near, () => true)).toBe("log-log");
    const clear = errors({ "log-log": [50, 50, 50, 50], gru: [48, 49, 48, 47] });
    expect(bestFamily(clear, () => true)).toBe("gru");
  });
  it("is none that may not propose; the log–log model always may", () => {
    const given = errors({ trees: [1, 1, 1, 1], gru: [2, 2, 2, 2] });
    expect(bestFamily(given, (family) => family !== "trees")).toBe("gru");
    expect(bestFamily(given, () => false)).toBe("log-log");
  });
});

describe.each(["level", "trees"] as const)("the family that falls with the price: %s", (family) => {
  it("never sells more at a dearer price, or less than nothing, whatever else is told", () => {
    const panel = pricingPanel(observed, WEEKS, [...Array(PRODUCTS).keys()]);
    const fitted = familyForecaster(family, 1).fit(panel, WEEKS - 1);
    const rungs = 31;
    const logPrices = Float64Array.from({ length: PRODUCTS * rungs }, (_, k) => -0.3 + (k % rungs) / 50);
    const others = new Float64Array(PRODUCTS * (panel.knownColumns - 1));
    const units = askAtPrices(fitted, panel, FAMILY_HORIZON, { logPrices, others });
    for (const value of units) expect(value).toBeGreaterThanOrEqual(0);
    for (let k = 1; k < units.length; k++)
      if (k % rungs > 0) expect(units[k]!).toBeLessThanOrEqual(units[k - 1]! * (1 + 1e-12));
  });
});

describe("the families asked at prices", () => {
  it("answer for every product that sold, near the truth at today's price and falling with it", () => {
    const model = new PriceResponse().fit(observed.observations);
    const answers = drain(
      familyCurves({
        ...{ observed, weeks: WEEKS, model, horizonWeeks: 4, seed: 1 },
        pricesMinor: new Float64Array(PRODUCTS).fill(2000),
      }),
    );
    expect(answers.size).toBe(PRODUCTS);
    for (const family of ["level", "linear", "trees", "gru"] as const) {
      const own = [...answers].map(([product, all]) => ({
        ...all.find((answer) => answer.family === family)!,
        truth: 4 * (4 + (product % 5) * 4),
      }));
      const expected = own.reduce((sum, { units }) => sum + units, 0);
      const truth = own.reduce((sum, answer) => sum + answer.truth, 0);
      expect(Math.abs(expected / truth - 1)).toBeLessThan(0.15);
      // A dearer price sells less in all, though a single product's answers may jump.
      const at = (rung: number) => own.reduce((sum, { points }) => sum + points[rung]!.units, 0);
      expect(at(3)).toBeGreaterThan(at(5));
      expect(at(5)).toBeGreaterThan(at(7));
      expect(own.filter(({ credible }) => credible).length).toBeGreaterThan(PRODUCTS / 2);
    }
  });
});
