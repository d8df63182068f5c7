import fc from "fast-check";
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
  return Array.from({ length: 100 }, (_, seed) => share(elasticity, seed + 1));
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
  it("earns at least 97.5 % of it on average and 95.5 % at worst over 100 seeds", () => {
    const earned = shares(elasticity);
    expect(earned.reduce((sum, value) => sum + value, 0) / earned.length).toBeGreaterThanOrEqual(0.975);
    expect(Math.min(...earned)).toBeGreaterThanOrEqual(0.955);
  });
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
  it("goes on from where it was stored, to the same prices and beliefs", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...PRICES), fc.integer({ min: 0, max: 200 })), { maxLength: 12 }),
        fc.integer(),
        (sales, seed) => {
          const state = sales.reduce((before, [price, units]) => before.observe(price, units), start);
          const copy = ThompsonPricing.fromSnapshot(JSON.parse(JSON.stringify(state.toSnapshot())));
          expect(copy.toSnapshot()).toEqual(state.toSnapshot());
          const choices = (from: ThompsonPricing) => {
            const rng = createRng(seed);
            let now = from;
            return Array.from({ length: 6 }, (_, round) => {
              const price = now.choose(rng);
              now = now.observe(price, 10 + round);
              return price;
            });
          };
          expect(choices(copy)).toEqual(choices(state));
        },
      ),
      { numRuns: 40 },
    );
  });
  it("refuses a snapshot that is damaged anywhere or another's", () => {
    const good = start.observe(14, 30).observe(20, 12).toSnapshot();
    const damage = (change: (copy: Record<string, Record<string, unknown>>) => void) => {
      const copy = JSON.parse(JSON.stringify(good));
      change(copy);
      return () => ThompsonPricing.fromSnapshot(copy);
    };
    const refused = expect.objectContaining({ code: "BAD_SNAPSHOT" });
    for (const wrong of [
      null,
      3,
      [],
      {},
      { ...good, kind: "ridge" },
      { ...good, version: 9 },
      { ...good, params: null },
    ])
      expect(() => ThompsonPricing.fromSnapshot(wrong)).toThrow(refused);
    for (const prices of [[], [10, -1], null, "10", [10, null]])
      expect(damage((copy) => Object.assign(copy.params!, { prices }))).toThrow(refused);
    for (const unitCost of [-1, null, "6"])
      expect(damage((copy) => Object.assign(copy.params!, { unitCost }))).toThrow(refused);
    for (const field of ["belief", "rounds", "sum", "squares"])
      for (const value of [undefined, null, "many", {}])
        expect(damage((copy) => Object.assign(copy.state!, { [field]: value }))).toThrow(refused);
    expect(damage((copy) => Object.assign(copy.state!, { rounds: -1 }))).toThrow(refused);
  });
  it("learns the elasticity and keeps earlier states as they were", () => {
    const before = Array.from(start.belief.mean);
    let state = start;
    for (let i = 0; i < 200; i++) state = state.observe(PRICES[i % 10]!, 40 * (PRICES[i % 10]! / 15) ** -3);
    expect(state.belief.mean[1]).toBeCloseTo(-3, 2);
    expect(Array.from(start.belief.mean)).toEqual(before);
  });
  it("leaves a price that it was held at, far enough to learn the slope", () => {
    let state = start;
    for (let i = 0; i < 20; i++) state = state.observe(12, 50);
    const rng = createRng(1);
    const chosen = Array.from({ length: 30 }, () => {
      const price = state.choose(rng);
      state = state.observe(price, 50 * (price / 12) ** -1.3);
      return price;
    });
    expect(Math.max(...chosen)).toBeGreaterThanOrEqual(20);
    expect(state.belief.mean[1]).toBeCloseTo(-1.3, 1);
  });
  it("tries prices even where every one of them loses money", () => {
    let losing = ThompsonPricing.start({ prices: [1, 2, 3], unitCost: 5 });
    for (let i = 0; i < 5; i++) losing = losing.observe(2, 10);
    expect([1, 2, 3]).toContain(losing.choose(createRng(1)));
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
