import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng, randomInteger, randomNormal } from "../core/rng";
import { type Matrix, matrix } from "../core/shapes";
import { DecisionTree } from "./decision-tree";
import { GradientBoosting, type GradientBoostingParams } from "./gradient-boosting";

/** Rows whose first column is a price of few or many levels, and targets that break every wish for order. */
function unruly(seed: number, n: number, levels: number): { X: Matrix; y: Float64Array } {
  const rng = createRng(seed);
  const X = matrix(
    n,
    3,
    Float64Array.from({ length: 3 * n }, (_, k) =>
      k % 3 === 0 ? (levels > 0 ? randomInteger(rng, levels) : randomNormal(rng)) : randomNormal(rng),
    ),
  );
  const scale = 10 ** (randomInteger(rng, 9) - 4);
  const y = Float64Array.from({ length: n }, (_, i) => {
    const [price = 0, a = 0, b = 0] = X.data.subarray(3 * i, 3 * i + 3);
    const wave = Math.sin(3 * price) + price * a + (b > 0 ? price : -price);
    return scale * (wave + randomNormal(rng) ** 3);
  });
  return { X, y };
}

/** The largest step against the direction along the price, all else equal: 0 when the order holds exactly. */
function worstStep(predict: (X: Matrix) => Float64Array, X: Matrix, direction: number): number {
  const prices = [...new Set(Array.from({ length: X.rows }, (_, i) => X.data[3 * i]!))].sort((a, b) => a - b);
  const path = prices.flatMap((price, k) => [(price + (prices[k - 1] ?? price - 1)) / 2, price]);
  path.push(prices.at(-1)! + 1);
  let worst = 0;
  for (let i = 0; i < Math.min(X.rows, 8); i++) {
    const line = matrix(
      path.length,
      3,
      Float64Array.from(path.flatMap((price) => [price, X.data[3 * i + 1]!, X.data[3 * i + 2]!])),
    );
    const values = predict(line);
    for (let k = 1; k < values.length; k++)
      worst = Math.max(worst, -direction * (values[k]! - values[k - 1]!));
  }
  return worst;
}

const settings = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  rows: fc.integer({ min: 1, max: 90 }),
  levels: fc.constantFrom(0, 1, 2, 7),
  direction: fc.constantFrom(1, -1),
  loss: fc.constantFrom("squared", "absolute", "quantile", "logistic"),
  quantile: fc.constantFrom(0.1, 0.5, 0.97),
  learningRate: fc.constantFrom(0.1, 0.37, 1),
  l2: fc.constantFrom(0, 1, 50),
  minLeafRows: fc.constantFrom(1, 5),
  maxLeaves: fc.constantFrom(2, 6, 31),
  rowShare: fc.constantFrom(1, 0.6),
  featureShare: fc.constantFrom(1, 0.7),
  other: fc.constantFrom(0, 1, -1),
  early: fc.boolean(),
});

describe("a monotone constraint on the price", () => {
  it("is held to the last bit by boosting, whatever the data, the loss and the settings", () => {
    fc.assert(
      fc.property(settings, ({ seed, rows, levels, direction, other, early, loss, ...rest }) => {
        const { X, y } = unruly(seed, rows, levels);
        const params: GradientBoostingParams = {
          ...rest,
          loss: loss as "squared",
          trees: 12,
          monotone: [direction, other, 0],
          seed,
          ...(early && { earlyStopping: { share: 0.3, patience: 3 } }),
        };
        const target = loss === "logistic" ? y.map((value) => (value > 0 ? 1 : 0)) : y;
        const model = new GradientBoosting(params).fit(X, target);
        expect(worstStep((line) => model.predict(line), X, direction)).toBe(0);
      }),
      { numRuns: 250, seed: 11 },
    );
  });

  it("is held to the last bit by a tree", () => {
    fc.assert(
      fc.property(
        settings,
        fc.integer({ min: 1, max: 12 }),
        ({ seed, rows, levels, direction, other, minLeafRows }, maxDepth) => {
          const { X, y } = unruly(seed, rows, levels);
          const model = new DecisionTree({
            task: "regression",
            monotone: [direction, 0, other],
            maxDepth,
            minLeafRows,
          }).fit(X, y);
          expect(worstStep((line) => model.predict(line), X, direction)).toBe(0);
        },
      ),
      { numRuns: 250, seed: 12 },
    );
  });

  it("costs nothing where the data already keep the order, and something where they do not", () => {
    const rng = createRng("orderly");
    const X = matrix(
      400,
      3,
      Float64Array.from({ length: 1200 }, () => randomNormal(rng)),
    );
    const falling = Float64Array.from({ length: 400 }, (_, i) => -3 * X.data[3 * i]! + X.data[3 * i + 1]!);
    const loss = (y: Float64Array, monotone: number[]) =>
      new GradientBoosting({ trees: 60, minLeafRows: 5, monotone }).fit(X, y).lossHistory.at(-1)!;
    expect(loss(falling, [-1, 0, 0])).toBeLessThan(1.5 * loss(falling, [0, 0, 0]));
    expect(loss(falling, [1, 0, 0])).toBeGreaterThan(20 * loss(falling, [0, 0, 0]));
  });
});
