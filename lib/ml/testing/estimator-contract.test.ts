import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import {
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumbers,
} from "../core/estimator";
import { checkMatrix, type Matrix, matrix, rowOf } from "../core/shapes";
import { type ContractSubject, estimatorContract } from "./estimator-contract";

/** Column means: the smallest learner that can keep every promise, or break one on demand. */
class Means implements FittedModel {
  constructor(readonly means: Float64Array) {}
  predict(X: Matrix): Float64Array {
    checkMatrix(X, { columns: this.means.length });
    return Float64Array.from({ length: X.rows }, (_, i) =>
      rowOf(X, i).reduce((sum, value, j) => sum + value - this.means[j]!, 0),
    );
  }
  toSnapshot(): Snapshot {
    return { kind: "means", version: 1, params: {}, state: { means: Array.from(this.means) } };
  }
  static fromSnapshot(input: unknown): Means {
    return new Means(snapshotNumbers(parseSnapshot(input, "means", [1]), "means"));
  }
}

type Learner = Estimator<object, undefined, Means>;

function honestFit(X: Matrix): Means {
  checkMatrix(X);
  const means = new Float64Array(X.columns);
  for (let i = 0; i < X.rows; i++)
    for (let j = 0; j < X.columns; j++) means[j]! += X.data[i * X.columns + j]! / X.rows;
  return new Means(means);
}

function learner(train: (X: Matrix) => Means, params: object = Object.freeze({ a: 1 })): Learner {
  return {
    params,
    // biome-ignore lint/correctness/useYield: this learner has no iterations.
    *fitSteps(X) {
      return train(X);
    },
    fit: (X) => train(X),
  };
}

function subject(over: Partial<ContractSubject<object, undefined, Means>> = {}) {
  return estimatorContract<object, undefined, Means>({
    create: () => learner(honestFit),
    data: () => ({ X: matrix(3, 2, Float64Array.of(1, 2, 3, 4, 5, 9)), y: undefined }),
    restore: Means.fromSnapshot,
    predict: (model, X) => model.predict(X),
    ...over,
  });
}

/** Titles of the checks that fail. */
function broken(over: Partial<ContractSubject<object, undefined, Means>>): string[] {
  return subject(over)
    .filter(({ check }) => {
      try {
        check();
        return false;
      } catch {
        return true;
      }
    })
    .map(({ title }) => title);
}

describe("an honest learner", () => {
  it.each(subject())("$title", ({ check }) => check());
});

describe("the contract finds a learner that", () => {
  it("gives another model each time", () => {
    let calls = 0;
    const found = broken({
      create: () => learner((X) => new Means(honestFit(X).means.map((m) => m + calls++))),
    });
    expect(found).toContain("gives the same snapshot for the same rows, params and seed");
  });
  it("writes into its input", () => {
    const found = broken({
      create: () =>
        learner((X) => {
          const model = honestFit(X);
          X.data[0] = 0;
          return model;
        }),
    });
    expect(found).toEqual(["leaves its inputs alone"]);
  });
  it("has params that can be edited", () => {
    expect(broken({ create: () => learner(honestFit, { a: 1 }) })).toEqual([
      "keeps its params frozen and unchanged",
    ]);
  });
  it("remembers earlier rows", () => {
    const found = broken({
      create: () => {
        let earlier = 0;
        return learner((X) => {
          const model = new Means(honestFit(X).means.map((m) => m + earlier));
          earlier = X.data[0]!;
          return model;
        });
      },
    });
    expect(found).toEqual(["forgets earlier fits"]);
  });
  it("lets rows of a batch change one another", () => {
    const found = broken({ predict: (model, X) => model.predict(X).map((v) => v + X.rows) });
    expect(found).toEqual(["answers a batch as it answers its rows one by one"]);
  });
  it("swallows bad shapes", () => {
    const found = broken({
      create: () => learner((X) => new Means(new Float64Array(X.columns))),
      predict: (_, X) => new Float64Array(X.rows || 1),
    });
    expect(found).toEqual([
      "refuses to fit empty, ill-shaped and non-finite rows",
      "refuses to predict for ill-shaped and non-finite rows",
    ]);
  });
  it("refuses with a bare error instead of a code", () => {
    const found = broken({
      create: () =>
        learner((X) => {
          try {
            return honestFit(X);
          } catch (error) {
            throw new Error(error instanceof MlError ? error.message : "");
          }
        }),
    });
    expect(found).toEqual(["refuses to fit empty, ill-shaped and non-finite rows"]);
  });
  it("restores a contaminated snapshot", () => {
    const found = broken({
      restore: (input) => new Means(Float64Array.from((input as Snapshot)?.state?.means as number[])),
    });
    expect(found).toEqual(["refuses a damaged or foreign snapshot by code"]);
  });
  it("stores typed arrays, which JSON turns into objects", () => {
    class Typed extends Means {
      override toSnapshot() {
        return { ...super.toSnapshot(), state: { means: this.means } };
      }
    }
    const found = broken({ create: () => learner((X) => new Typed(honestFit(X).means)) });
    expect(found).toContain("writes a snapshot that JSON keeps exactly");
  });
});
