import { describe, expect, it } from "vitest";
import { estimatorContract } from "../testing/estimator-contract";
import { brokenInteractions, pairPredictions } from "../testing/recommender-subjects";
import { rootMeanSquare, syntheticRatings } from "../testing/synthetic-ratings";
import { BaselineRating, BaselineRatingModel } from "./baseline-rating";
import { fitBiases } from "./biases";
import { interactionsFromColumns } from "./interactions";
import { KnnRating, KnnRatingModel } from "./knn-rating";

const small = () =>
  syntheticRatings({ users: 25, items: 20, rank: 2, density: 0.5, heldShare: 0, seed: 3 }).train;
const other = () =>
  syntheticRatings({ users: 12, items: 9, rank: 1, density: 0.7, heldShare: 0, seed: 4 }).train;

describe.each(["user", "item"] as const)("k-NN by %s keeps the contract", (orientation) => {
  it.each(
    estimatorContract({
      create: () => new KnnRating({ orientation, neighbours: 5 }),
      data: () => ({ X: small(), y: undefined }),
      otherData: () => ({ X: other(), y: undefined }),
      restore: KnnRatingModel.fromSnapshot,
      predict: pairPredictions,
      oneByOne: null,
      badFits: brokenInteractions(small()),
    }),
  )("$title", ({ check }) => check());
});

describe("the baseline keeps the contract", () => {
  it.each(
    estimatorContract({
      create: () => new BaselineRating(),
      data: () => ({ X: small(), y: undefined }),
      otherData: () => ({ X: other(), y: undefined }),
      restore: BaselineRatingModel.fromSnapshot,
      predict: pairPredictions,
      oneByOne: null,
      badFits: brokenInteractions(small()),
    }),
  )("$title", ({ check }) => check());
});

describe("biases", () => {
  it("recover additive ratings exactly", () => {
    // r = 3 + b_u + b_i on a full 3 × 3 table: without a penalty nothing is left over.
    const bu = [-1, 0, 1];
    const bi = [0.5, -0.5, 0];
    const cells = bu.flatMap((u, a) => bi.map((i, b) => ({ a, b, value: 3 + u + i })));
    const X = interactionsFromColumns({
      users: cells.map(({ a }) => `u${a}`),
      items: cells.map(({ b }) => `i${b}`),
      values: cells.map(({ value }) => value),
    });
    const biases = fitBiases(X, { userRegularisation: 0, itemRegularisation: 0, sweeps: 20 });
    expect(biases.mean).toBeCloseTo(3, 12);
    bu.forEach((b, u) => {
      expect(biases.user[u]).toBeCloseTo(b, 12);
    });
    bi.forEach((b, i) => {
      expect(biases.item[i]).toBeCloseTo(b, 12);
    });
  });

  it("shrink a single rating by n/(n + λ)", () => {
    const X = interactionsFromColumns({ users: ["a", "b"], items: ["x", "y"], values: [5, 1] });
    // μ = 3; item x: (5 − 3)/(1 + 1) = 1; user a: (5 − 3 − 1)/(1 + 3) = .25.
    const biases = fitBiases(X, { userRegularisation: 3, itemRegularisation: 1, sweeps: 1 });
    expect(biases.item[0]).toBe(1);
    expect(biases.user[0]).toBe(0.25);
  });
});

describe("k-NN", () => {
  it("gives the weighted mean of the neighbours, worked by hand", () => {
    // Cosine between users: a and b share x, y; a and c share x.
    const X = interactionsFromColumns({
      users: ["a", "a", "b", "b", "b", "c", "c"],
      items: ["x", "y", "x", "y", "z", "x", "z"],
      values: [4, 2, 4, 2, 3, 1, 5],
    });
    const model = new KnnRating({
      orientation: "user",
      similarity: "cosine",
      centre: "mean",
      shrinkage: 0,
      damping: 0,
    }).fit(X);
    const ab = 20 / (Math.sqrt(20) * Math.sqrt(29));
    const ac = 4 / (Math.sqrt(20) * Math.sqrt(26));
    // Means: a 3, b 3, c 3. Opinions on z: b 3 − 3 = 0, c 5 − 3 = 2.
    expect(model.predict("a", "z").value).toBeCloseTo(3 + (ac * 2) / (ab + ac), 12);
    expect(model.predict("a", "z").basis).toBe("model");
  });

  it("speaks with at most k neighbours, the nearest", () => {
    const X = interactionsFromColumns({
      users: ["a", "a", "b", "b", "b", "c", "c"],
      items: ["x", "y", "x", "y", "z", "x", "z"],
      values: [4, 2, 4, 2, 3, 1, 5],
    });
    const one = new KnnRating({
      orientation: "user",
      similarity: "cosine",
      centre: "mean",
      shrinkage: 0,
      damping: 0,
      neighbours: 1,
    }).fit(X);
    expect(one.predict("a", "z").value).toBeCloseTo(3, 12);
  });

  it("explains a prediction by past items whose weights add up to its distance from the baseline", () => {
    const X = small();
    const model = new KnnRating({ orientation: "item" }).fit(X);
    const weights = model.explain("u1", "i3", 99);
    expect(weights.length).toBeGreaterThan(0);
    const base = new BaselineRating().fit(X);
    const u = X.users.indexOf("u1");
    const i = X.items.indexOf("i3");
    expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(
      model.score(u, i) - base.score(u, i),
      10,
    );
  });

  it.each(["user", "item"] as const)("by %s beats the baseline on ratings with structure", (orientation) => {
    const { train, held } = syntheticRatings({
      users: 150,
      items: 100,
      rank: 2,
      density: 0.4,
      noise: 0.3,
      seed: "knn",
    });
    const score = (model: { predictMany(u: string[], i: string[]): Float64Array }) =>
      rootMeanSquare(model.predictMany(held.users, held.items), held.values);
    expect(score(new KnnRating({ orientation, shrinkage: 20 }).fit(train))).toBeLessThan(
      0.9 * score(new BaselineRating().fit(train)),
    );
  });

  it("folds a new person in exactly as it knows somebody with the same ratings and the same bias", () => {
    // Around plain item means the person's own bias plays no part, so the two must agree to the last bit but one.
    const X = small();
    const model = new KnnRating({ orientation: "item", centre: "mean" }).fit(X);
    const u = X.users.indexOf("u2");
    const cells = Array.from(
      { length: X.byUser.starts[u + 1]! - X.byUser.starts[u]! },
      (_, e) => X.byUser.starts[u]! + e,
    );
    const folded = model.foldIn(
      cells.map((e) => ({ itemId: X.items.idAt(X.byUser.indices[e]!), value: X.byUser.values[e]! })),
    );
    X.items.ids.forEach((id, i) => {
      expect(folded[i]).toBeCloseTo(model.predict("u2", id).value, 12);
    });
    expect(() => new KnnRating({ orientation: "user" }).fit(X).foldIn([])).toThrow(/newcomer/);
  });

  it("falls back by what it knows and says so", () => {
    const model = new KnnRating({ orientation: "item" }).fit(small());
    expect(model.predict("u1", "never").basis).toBe("user-mean");
    expect(model.predict("never", "i1").basis).toBe("item-mean");
    expect(model.predict("never", "never")).toEqual({ value: small().meanValue, basis: "global" });
  });

  it("stays on the rating scale", () => {
    const X = interactionsFromColumns({
      users: ["a", "a", "b", "b", "c"],
      items: ["x", "y", "x", "y", "x"],
      values: [5, 5, 5, 5, 1],
    });
    const model = new KnnRating().fit(X);
    for (const user of ["a", "b", "c", "d"])
      for (const item of ["x", "y", "z"]) {
        const { value } = model.predict(user, item);
        expect(value).toBeGreaterThanOrEqual(1);
        expect(value).toBeLessThanOrEqual(5);
      }
  });
});
