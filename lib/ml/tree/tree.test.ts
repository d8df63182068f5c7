import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { type Matrix, matrix, matrixFromRows } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import { binFeatures } from "./binned-features";
import { DecisionTree, type DecisionTreeParams } from "./decision-tree";
import { GradientBoosting, type GradientBoostingParams } from "./gradient-boosting";
import { RandomForest } from "./random-forest";

/** A set without randomness, so that other programs can be given the very same numbers. */
function sharedSet(n = 120) {
  const rows = Array.from({ length: n }, (_, i) =>
    [0, 1, 2].map((j) => ((i * 7919 + j * 104729 + i * i * (j + 3)) % 1009) / 1009),
  );
  const noise = rows.map((_, i) => ((i * 31337 + 7 * i * i) % 997) / 997);
  const y = rows.map(([a, b, c], i) => (a! > 0.5 ? 3 : 0) + b! * c! * 2 + noise[i]! * 0.5);
  const classes = rows.map(([a, b], i) => (a! + b! > 1 ? 1 : 0) + (noise[i]! > 0.8 ? 1 : 0));
  return { X: matrixFromRows(rows), y, classes };
}
const shared = sharedSet();
/** Every fifteenth row, the ones that the reference values below are for. */
const every15 = Array.from({ length: 8 }, (_, k) => 15 * k);

function expectClose(values: ArrayLike<number>, expected: readonly number[], digits = 10): void {
  expect(values.length).toBe(expected.length);
  expected.forEach((value, i) => {
    expect(values[i]).toBeCloseTo(value, digits);
  });
}

function randomRows(n: number, d: number, seed: string): Matrix {
  const rng = createRng(seed);
  return matrix(
    n,
    d,
    Float64Array.from({ length: n * d }, () => randomNormal(rng)),
  );
}

describe("binning", () => {
  it("gives every distinct value a bin of its own while there are few", () => {
    const { bins, thresholds } = binFeatures(matrixFromRows([[3], [1], [2], [1], [10]]));
    expect([...bins]).toEqual([2, 0, 1, 0, 3]);
    expect([...thresholds[0]!]).toEqual([1.5, 2.5, 6.5]);
  });

  it("shares rows out evenly when there are more values than bins", () => {
    const { bins } = binFeatures(
      matrix(
        1000,
        1,
        Float64Array.from({ length: 1000 }, (_, i) => i ** 3),
      ),
      10,
    );
    const sizes = new Array<number>(10).fill(0);
    for (const bin of bins) sizes[bin]!++;
    expect(sizes).toEqual(new Array(10).fill(100));
  });

  it("keeps neighbouring doubles and the largest numbers apart", () => {
    const values = [1, 1 + Number.EPSILON, -1e308, 1e308];
    const { bins } = binFeatures(matrixFromRows(values.map((v) => [v])));
    expect(new Set(bins).size).toBe(4);
  });
});

describe("decision tree", () => {
  it("solves a case worked by hand", () => {
    // y jumps between x = 2 and x = 10: the cut at 6 leaves means 1.5 and 7; no other cut leaves so little.
    const X = matrixFromRows([[1], [2], [10], [11]]);
    const model = new DecisionTree({ task: "regression", maxDepth: 1, minLeafRows: 1 }).fit(X, [1, 2, 6, 8]);
    expect([...model.predict(matrixFromRows([[0], [6], [6.1]]))]).toEqual([1.5, 1.5, 7]);
    // Gini: labels 0 0 1 1 1: cut between the second and third, both sides pure.
    const classes = new DecisionTree({ task: "classification", maxDepth: 3, minLeafRows: 1 }).fit(
      matrixFromRows([[1], [2], [3], [4], [5]]),
      [0, 0, 1, 1, 1],
    );
    expect(classes.tree.feature.length).toBe(3);
    expect(classes.tree.threshold[0]).toBe(2.5);
  });

  it("gives scikit-learn's regression tree", () => {
    // scikit-learn 1.2.1, DecisionTreeRegressor(max_depth=3), exact cuts; no bin is coarser here.
    const model = new DecisionTree({ task: "regression", maxDepth: 3, minLeafRows: 1 }).fit(
      shared.X,
      shared.y,
    );
    expectClose(
      every15.map((i) => model.predict(shared.X)[i]!),
      [
        0.803868822708, 0.803868822708, 0.803868822708, 1.696311932667, 3.809023195595, 0.803868822708,
        0.442258050172, 3.707794408598,
      ],
    );
  });

  it("gives scikit-learn's class shares", () => {
    // scikit-learn 1.2.1, DecisionTreeClassifier(max_depth=3), Gini, three classes.
    const model = new DecisionTree({ task: "classification", maxDepth: 3, minLeafRows: 1 }).fit(
      shared.X,
      shared.classes,
    );
    const shares = model.predictProbabilities(shared.X);
    expectClose(
      every15.flatMap((i) => [0, 1, 2].map((k) => shares.data[3 * i + k]!)),
      [
        [0.805970149254, 0.149253731343, 0.044776119403],
        [0.805970149254, 0.149253731343, 0.044776119403],
        [0.805970149254, 0.149253731343, 0.044776119403],
        [0, 1, 0],
        [0, 0.5, 0.5],
        [0.805970149254, 0.149253731343, 0.044776119403],
        [0.805970149254, 0.149253731343, 0.044776119403],
        [0, 0.863636363636, 0.136363636364],
      ].flat(),
    );
  });

  it("reproduces a noiseless step function exactly", () => {
    const X = randomRows(300, 3, "steps");
    const y = Float64Array.from({ length: 300 }, (_, i) =>
      X.data[3 * i]! > 0 ? 4 : X.data[3 * i + 2]! > 1 ? -1 : 2,
    );
    const model = new DecisionTree({ task: "regression", minLeafRows: 1, maxBins: 256 }).fit(X, y);
    const wrong = model.predict(X).filter((value, i) => Math.abs(value - y[i]!) > 1e-9);
    // Bins of 300 different values may hide the edge itself: two rows at most sit in a mixed bin an edge.
    expect(wrong.length).toBeLessThanOrEqual(4);
    expect(model.importance[1]).toBeLessThan(0.01);
  });

  it("honours the depth, the leaf size and the least gain", () => {
    const { X, y } = shared;
    const stump = new DecisionTree({ task: "regression", maxDepth: 0 }).fit(X, y);
    expect(new Set(stump.predict(X)).size).toBe(1);
    const wide = new DecisionTree({ task: "regression", minLeafRows: 40 }).fit(X, y);
    const sizes = new Map<number, number>();
    for (const value of wide.predict(X)) sizes.set(value, (sizes.get(value) ?? 0) + 1);
    expect(Math.min(...sizes.values())).toBeGreaterThanOrEqual(40);
    const shy = new DecisionTree({ task: "regression", minGainShare: 1 }).fit(X, y);
    expect(new Set(shy.predict(X)).size).toBe(1);
  });

  it.each([1, -1])("keeps predictions monotone in the direction %i asked for", (direction) => {
    const rng = createRng("monotone");
    const X = randomRows(400, 2, "mono");
    const y = Float64Array.from(
      { length: 400 },
      (_, i) => Math.sin(3 * X.data[2 * i]!) + X.data[2 * i + 1]! + randomNormal(rng),
    );
    const model = new DecisionTree({ task: "regression", monotone: [direction, 0], minLeafRows: 2 }).fit(
      X,
      y,
    );
    for (let k = 0; k < 50; k++) {
      const other = randomNormal(rng);
      const line = Array.from({ length: 60 }, (_, i) => [(i - 30) / 10, other]);
      const values = model.predict(matrixFromRows(line));
      for (let i = 1; i < values.length; i++)
        expect(direction * (values[i]! - values[i - 1]!)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("random forest", () => {
  it("beats its own single trees and the majority on noisy classes", () => {
    const rng = createRng("forest");
    const make = (n: number, seed: string) => {
      const X = randomRows(n, 6, seed);
      const y = Float64Array.from({ length: n }, (_, i) =>
        X.data[6 * i]! * X.data[6 * i + 1]! + X.data[6 * i + 2]! + 0.7 * randomNormal(rng) > 0 ? 1 : 0,
      );
      return { X, y };
    };
    const train = make(1500, "f-train");
    const test = make(1500, "f-test");
    const accuracy = (predicted: Float64Array): number =>
      predicted.filter((value, i) => value === test.y[i]).length / test.y.length;
    const forest = new RandomForest({ task: "classification", trees: 40, seed: 3 }).fit(train.X, train.y);
    const tree = new DecisionTree({ task: "classification", maxDepth: 20, minLeafRows: 1 }).fit(
      train.X,
      train.y,
    );
    expect(accuracy(forest.predict(test.X))).toBeGreaterThan(accuracy(tree.predict(test.X)) + 0.02);
    expect(accuracy(forest.predict(test.X))).toBeGreaterThan(0.7);
    // Out of bag stands for held out: both estimate the same error, each within about 1.2 points (one s.d.).
    expect(Math.abs(forest.outOfBagError! - (1 - accuracy(forest.predict(test.X))))).toBeLessThan(0.04);
    // The three features that matter hold most of the importance.
    expect(forest.importance[0]! + forest.importance[1]! + forest.importance[2]!).toBeGreaterThan(0.6);
  });

  it("has no out-of-bag error where no tree left out a row, also once stored", () => {
    const forest = new RandomForest({ task: "regression", trees: 3 }).fit(matrixFromRows([[1]]), [5]);
    expect(forest.outOfBagError).toBeNull();
    const stored = JSON.parse(JSON.stringify(forest.toSnapshot()));
    expect(RandomForest.fromSnapshot(stored).outOfBagError).toBeNull();
    stored.state.outOfBagError = "none";
    expect(() => RandomForest.fromSnapshot(stored)).toThrow(MlError);
  });

  it("keeps its first trees when more are grown", () => {
    const few = new RandomForest({ task: "regression", trees: 3, seed: 5 }).fit(shared.X, shared.y);
    const more = new RandomForest({ task: "regression", trees: 5, seed: 5 }).fit(shared.X, shared.y);
    expect(more.trees.slice(0, 3)).toEqual(few.trees);
  });

  it("is a bagged tree when every feature is offered, and averages its trees", () => {
    const forest = new RandomForest({ task: "regression", trees: 4, featuresPerSplit: 3, seed: 2 }).fit(
      shared.X,
      shared.y,
    );
    const values = forest.predict(shared.X);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.min(...shared.y));
    expect(Math.max(...values)).toBeLessThanOrEqual(Math.max(...shared.y));
  });
});

describe("gradient boosting", () => {
  it("gives scikit-learn's squared-error boosting", () => {
    // scikit-learn 1.2.1, GradientBoostingRegressor(n_estimators=15, max_depth=3, learning_rate=.2, criterion="squared_error").
    const model = new GradientBoosting({
      trees: 15,
      learningRate: 0.2,
      maxLeaves: 8,
      maxDepth: 3,
      minLeafRows: 1,
      l2: 0,
    }).fit(shared.X, shared.y);
    expectClose(
      every15.map((i) => model.predict(shared.X)[i]!),
      [
        1.017686591904, 0.686679962289, 1.017686591904, 1.69245839893, 3.756654575871, 0.576515035474,
        0.450773829564, 3.646995469763,
      ],
    );
  });

  it("takes scikit-learn's Newton step on the logistic loss", () => {
    // GradientBoostingClassifier(n_estimators=1, max_depth=1, learning_rate=.2), class = any of the two above.
    const y = shared.classes.map((c) => (c > 0 ? 1 : 0));
    const model = new GradientBoosting({
      loss: "logistic",
      trees: 1,
      learningRate: 0.2,
      maxLeaves: 2,
      minLeafRows: 1,
      l2: 0,
    }).fit(shared.X, y);
    expectClose(
      every15.map((i) => model.predict(shared.X)[i]!),
      [
        0.437357979026, 0.437357979026, 0.437357979026, 0.437357979026, 0.542834480798, 0.437357979026,
        0.437357979026, 0.542834480798,
      ],
    );
  });

  it.each(["squared", "absolute", "quantile", "logistic"] as const)(
    "lowers the %s loss with every tree",
    (loss) => {
      const y = loss === "logistic" ? shared.classes.map((c) => (c > 0 ? 1 : 0)) : shared.y;
      const { lossHistory } = new GradientBoosting({ loss, quantile: 0.8, trees: 60, minLeafRows: 5 }).fit(
        shared.X,
        y,
      );
      for (let t = 1; t < lossHistory.length; t++)
        expect(lossHistory[t]).toBeLessThanOrEqual(lossHistory[t - 1]! + 1e-12);
      expect(lossHistory.at(-1)).toBeLessThan(0.7 * lossHistory[0]!);
    },
  );

  it("aims at the median with the absolute loss, whatever an outlier says", () => {
    const X = matrixFromRows(Array.from({ length: 41 }, () => [0]));
    const y = Array.from({ length: 41 }, (_, i) => (i === 40 ? 1e9 : i));
    const model = new GradientBoosting({ loss: "absolute", trees: 5 }).fit(X, y);
    expect(model.predict(matrixFromRows([[0]]))[0]).toBeCloseTo(20, 3);
  });

  it("puts the asked share of the rows below a quantile", () => {
    const rng = createRng("quantile");
    const X = randomRows(2000, 2, "q");
    const y = Float64Array.from(
      { length: 2000 },
      (_, i) => X.data[2 * i]! + (1 + Math.abs(X.data[2 * i + 1]!)) * randomNormal(rng),
    );
    const model = new GradientBoosting({ loss: "quantile", quantile: 0.9, trees: 80, minLeafRows: 30 }).fit(
      X,
      y,
    );
    const predicted = model.predict(X);
    const below = y.filter((value, i) => value <= predicted[i]!).length / 2000;
    expect(below).toBeGreaterThan(0.88);
    expect(below).toBeLessThan(0.93);
  });

  it.each(["squared", "absolute", "logistic"] as const)(
    "keeps the price effect monotone under the %s loss",
    (loss) => {
      const rng = createRng(`price-${loss}`);
      const X = randomRows(500, 2, "price");
      const y = Float64Array.from({ length: 500 }, (_, i) => {
        const value = Math.cos(2 * X.data[2 * i]!) - X.data[2 * i]! + X.data[2 * i + 1]! + randomNormal(rng);
        return loss === "logistic" ? Number(value > 0) : value;
      });
      const model = new GradientBoosting({
        loss,
        monotone: [-1, 0],
        trees: 60,
        minLeafRows: 3,
        learningRate: 0.3,
      }).fit(X, y);
      for (let k = 0; k < 30; k++) {
        const other = randomNormal(rng);
        const values = model.predict(
          matrixFromRows(Array.from({ length: 80 }, (_, i) => [(i - 40) / 12, other])),
        );
        for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1]! + 1e-12);
      }
    },
  );

  it("stops early at the best number of trees and beats the mean on held-out rows", () => {
    const rng = createRng("early");
    const X = randomRows(600, 3, "early");
    const target = (rows: Matrix) =>
      Float64Array.from(
        { length: rows.rows },
        (_, i) => Math.sin(2 * rows.data[3 * i]!) + 0.5 * randomNormal(rng),
      );
    const y = target(X);
    const model = new GradientBoosting({
      trees: 400,
      minLeafRows: 5,
      learningRate: 0.2,
      earlyStopping: { share: 0.25, patience: 15 },
    }).fit(X, y);
    expect(model.trees.length).toBeLessThan(400);
    const history = model.lossHistory;
    expect(Math.min(...history)).toBe(history.at(-1));
    const fresh = randomRows(600, 3, "early-test");
    const truth = target(fresh);
    const predicted = model.predict(fresh);
    const error = truth.reduce((sum, value, i) => sum + (value - predicted[i]!) ** 2, 0);
    const naive = truth.reduce((sum, value) => sum + value ** 2, 0);
    expect(error).toBeLessThan(0.6 * naive);
  });

  it("samples rows and features by the seed alone", () => {
    const params: GradientBoostingParams = { trees: 10, rowShare: 0.6, featureShare: 0.7, minLeafRows: 3 };
    const stateOf = (seed: number) =>
      new GradientBoosting({ ...params, seed }).fit(shared.X, shared.y).toSnapshot();
    expect(stateOf(4).state).toEqual(stateOf(4).state);
    expect(stateOf(4).state).not.toEqual(stateOf(5).state);
  });
});

describe("trees for any rows", () => {
  const value = fc.oneof(
    fc.constantFrom(0, 1, -1, 5e-324, -1e150, 1e150, 1e-150),
    fc.double({ min: -100, max: 100, noNaN: true }),
  );
  const table = fc
    .integer({ min: 1, max: 40 })
    .chain((n) =>
      fc.tuple(
        fc.array(fc.tuple(value, value), { minLength: n, maxLength: n }),
        fc.array(value, { minLength: n, maxLength: n }),
      ),
    );

  it("predict finite numbers within the range of the target", () => {
    fc.assert(
      fc.property(table, ([rows, y]) => {
        const X = matrixFromRows(rows);
        const [low, high] = [Math.min(...y), Math.max(...y)];
        const slack = 1e-9 * (high - low) + 1e-9 * Math.max(Math.abs(low), Math.abs(high));
        for (const model of [
          new DecisionTree({ task: "regression", minLeafRows: 1 }).fit(X, y),
          new RandomForest({ task: "regression", trees: 3, minLeafRows: 1 }).fit(X, y),
        ])
          for (const predicted of model.predict(X)) {
            expect(predicted).toBeGreaterThanOrEqual(low - slack);
            expect(predicted).toBeLessThanOrEqual(high + slack);
          }
        for (const loss of ["squared", "absolute"] as const)
          for (const predicted of new GradientBoosting({ loss, trees: 3, minLeafRows: 1 })
            .fit(X, y)
            .predict(X))
            expect(Number.isFinite(predicted)).toBe(true);
      }),
      { numRuns: 150, seed: 6 },
    );
  });

  it("do not depend on the order of the rows or on monotone changes of a feature", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const X = randomRows(60, 2, `order-${seed}`);
        const y = Float64Array.from({ length: 60 }, (_, i) => X.data[2 * i]! * X.data[2 * i + 1]!);
        const learner = new DecisionTree({ task: "regression", minLeafRows: 3 });
        const plain = learner.fit(X, y).predict(X);
        const warped: Matrix = { ...X, data: X.data.map((v) => Math.exp(v)) };
        expectClose(learner.fit(warped, y).predict(warped), [...plain], 9);
        const back: Matrix = {
          ...X,
          data: Float64Array.from(X.data, (_, k) => X.data[2 * (59 - (k >> 1)) + (k % 2)]!),
        };
        expectClose(learner.fit(back, y.slice().reverse()).predict(back).reverse(), [...plain], 9);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it("refuse NaN, nothing, odd classes and odd options", () => {
    const X = matrixFromRows([[1], [2]]);
    expect(() =>
      new DecisionTree({ task: "regression" }).fit(matrixFromRows([[Number.NaN], [1]]), [1, 2]),
    ).toThrow(MlError);
    expect(() => new RandomForest({ task: "regression" }).fit(X, [1])).toThrow(MlError);
    expect(() => new DecisionTree({ task: "classification" }).fit(X, [0.5, 1])).toThrow(MlError);
    expect(() => new DecisionTree({ task: "classification" }).fit(X, [-1, 1])).toThrow(MlError);
    expect(() => new GradientBoosting({ loss: "logistic" }).fit(X, [0, 2])).toThrow(MlError);
    expect(() => new GradientBoosting({ learningRate: 0 })).toThrow(MlError);
    expect(() => new GradientBoosting({ monotone: [1, 1] }).fit(X, [0, 2])).toThrow(MlError);
    expect(() => new DecisionTree({ task: "regression", maxBins: 1000 }).fit(X, [1, 2])).toThrow(MlError);
    expect(() => new DecisionTree({ task: "regression" }).fit(X, [1, 2]).predictProbabilities(X)).toThrow(
      MlError,
    );
  });
});

const contracts = [
  ...(["regression", "classification"] as const).flatMap((task) => [
    {
      name: `decision tree (${task})`,
      checks: estimatorContract({
        create: () => new DecisionTree({ task, minLeafRows: 2 } satisfies DecisionTreeParams),
        data: () => ({
          X: sharedSet(40).X,
          y: Float64Array.from(task === "regression" ? sharedSet(40).y : sharedSet(40).classes),
        }),
        restore: DecisionTree.fromSnapshot,
        predict: (model, X) => model.predict(X),
      }),
    },
    {
      name: `random forest (${task})`,
      checks: estimatorContract({
        create: () => new RandomForest({ task, trees: 4, seed: 9 }),
        data: () => ({
          X: sharedSet(40).X,
          y: Float64Array.from(task === "regression" ? sharedSet(40).y : sharedSet(40).classes),
        }),
        restore: RandomForest.fromSnapshot,
        predict: (model, X) => model.predict(X),
      }),
    },
  ]),
  ...(["squared", "absolute", "logistic"] as const).map((loss) => ({
    name: `gradient boosting (${loss})`,
    checks: estimatorContract({
      create: () => new GradientBoosting({ loss, trees: 6, minLeafRows: 3, rowShare: 0.8, seed: 9 }),
      data: () => ({
        X: sharedSet(40).X,
        y: Float64Array.from(
          loss === "logistic" ? sharedSet(40).classes.map((c) => Math.min(c, 1)) : sharedSet(40).y,
        ),
      }),
      restore: GradientBoosting.fromSnapshot,
      predict: (model, X) => model.predict(X),
    }),
  })),
];
describe.each(contracts)("$name keeps the estimator contract", ({ checks }) => {
  it.each(checks)("$title", ({ check }) => check());
});
