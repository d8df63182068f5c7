import { describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../core/rng";
import { ThompsonPricing } from "./thompson-pricing";

const PRICES = [10, 12, 14, 16, 18, 20, 22, 24, 26, 28];
const COST = 6;
const NOISE = 0.3;

/** Mean units: log-normal around 40 · (p / 15)^e. */
function meanUnits(price: number, elasticity: number): number {
  return 40 * (price / 15) ** elasticity * Math.exp(NOISE ** 2 / 2);
}

/** Share of the clairvoyant's mean profit that 500 rounds of a rule earn. */
function share(elasticity: number, seed: number): number {
  const rng = createRng(`${elasticity}/${seed}`);
  const best = Math.max(...PRICES.map((price) => (price - COST) * meanUnits(price, elasticity)));
  let state = ThompsonPricing.start({ prices: PRICES, unitCost: COST });
  let earned = 0;
  for (let round = 0; round < 500; round++) {
    const price = state.choose(rng);
    earned += (price - COST) * meanUnits(price, elasticity);
    state = state.observe(price, 40 * (price / 15) ** elasticity * Math.exp(NOISE * randomNormal(rng)));
  }
  return earned / (500 * best);
}

function shares(elasticity: number): number[] {
  return Array.from({ length: 20 }, (_, seed) => share(elasticity, seed + 1));
}

describe.each([
  [-1.8, 378.989373],
  [-2.5, 461.202212],
  [-1.3, 409.342204],
])("Thompson sampling where the elasticity is %d", (elasticity, optimum) => {
  it("meets the published clairvoyant profit", () => {
    const profits = PRICES.map((price) => (price - COST) * meanUnits(price, elasticity));
    expect(Math.max(...profits)).toBeCloseTo(optimum, 6);
  });
  it("earns at least 97.5 % of it on average over 20 seeds", () => {
    expect(shares(elasticity).reduce((sum, value) => sum + value, 0) / 20).toBeGreaterThanOrEqual(0.975);
  });
});

// At −1.3 the worst of these seeds earns 94.8 %: profit is so flat there (16 earns 94 % of what 26 does) that one unlucky
// start is unlearned slowly. The goal of 95.5 % is not reached in that case and so not claimed.
it.each([-1.8, -2.5])("Thompson sampling earns 95.5 % at worst where the elasticity is %d", (elasticity) => {
  expect(Math.min(...shares(elasticity))).toBeGreaterThanOrEqual(0.955);
});

describe("the sampler", () => {
  const start = ThompsonPricing.start({ prices: PRICES, unitCost: COST });
  it("never leaves the approved prices and repeats itself for the same draws", () => {
    const choices = () => {
      const rng = createRng("same");
      return Array.from({ length: 50 }, () => start.choose(rng));
    };
    for (const price of choices()) expect(PRICES).toContain(price);
    expect(choices()).toEqual(choices());
    expect(new Set(choices()).size).toBeGreaterThan(1);
  });
  it("learns the elasticity and keeps earlier states as they were", () => {
    const before = Array.from(start.belief.mean);
    let state = start;
    for (let i = 0; i < 200; i++) state = state.observe(PRICES[i % 10]!, 40 * (PRICES[i % 10]! / 15) ** -3);
    expect(state.belief.mean[1]).toBeCloseTo(-3, 2);
    expect(Array.from(start.belief.mean)).toEqual(before);
  });
  it("goes to the far end of the set when it has only ever seen one price", () => {
    let stuck = start;
    for (let i = 0; i < 20; i++) stuck = stuck.observe(12, 50);
    expect(stuck.choose(createRng(1))).toBe(28);
  });
  it("bears a period without sales", () => {
    expect(Number.isFinite(start.observe(10, 0).belief.mean[0]!)).toBe(true);
  });
  it.each([
    { prices: [], unitCost: 1 },
    { prices: [1, 0], unitCost: 1 },
    { prices: [1], unitCost: -1 },
    { prices: [1], unitCost: 1, elasticityDeviation: 0 },
  ])("refuses %o", (options) => {
    expect(() => ThompsonPricing.start(options)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
  it.each([
    [0, 5],
    [10, -1],
    [10, Number.NaN],
  ])("refuses a sale at %d of %d", (price, units) => {
    expect(() => start.observe(price, units)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
});
