import { describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../core/rng";
import { estimatorContract } from "../testing/estimator-contract";
import { brokenInteractions, pairPredictions } from "../testing/recommender-subjects";
import { rootMeanSquare, syntheticRatings } from "../testing/synthetic-ratings";
import { BaselineRating } from "./baseline-rating";
import { BayesianFactorisationMachine } from "./bayesian-factorisation-machine";
import { BayesianFactorisationModel } from "./bayesian-factorisation-model";
import { buildFeatureBlock } from "./feature-block";
import { createLayer, drawCoefficients } from "./gibbs-layer";
import { GibbsSampler } from "./gibbs-sampler";
import type { Interactions } from "./interactions";
import { interactionsFromColumns, interactionsFromSparse, rowIndices, valueDeviation } from "./interactions";
import { encodeSideFeatures } from "./side-features";

const small = () =>
  syntheticRatings({ users: 15, items: 12, rank: 1, density: 0.6, heldShare: 0, seed: 7 }).train;
const other = () =>
  syntheticRatings({ users: 8, items: 9, rank: 1, density: 0.7, heldShare: 0, seed: 8 }).train;
const quick = { factors: 2, sweeps: 12, burnIn: 4, drawsKept: 4 };

describe("the Bayesian factorisation machine keeps the contract", () => {
  it.each(
    estimatorContract({
      create: () => new BayesianFactorisationMachine(quick),
      data: () => ({ X: small(), y: undefined }),
      otherData: () => ({ X: other(), y: undefined }),
      restore: BayesianFactorisationModel.fromSnapshot,
      predict: pairPredictions,
      oneByOne: null,
      badFits: brokenInteractions(small()),
    }),
  )("$title", ({ check }) => check());
});

describe("a feature block", () => {
  it("describes an entity by itself, by what it met and by its facts", () => {
    const X = interactionsFromColumns({ users: ["a", "a", "b"], items: ["x", "y", "x"], values: [1, 2, 3] });
    const { matrix, names } = encodeSideFeatures(X.users, [
      { id: "a", feature: "north" },
      { id: "b", feature: "age", value: 0.5 },
      { id: "nobody", feature: "north" },
    ]);
    expect(names).toEqual(["north", "age"]);
    const block = buildFeatureBlock(X.byUser, true, matrix);
    // Columns: a, b | x, y | north, age.
    expect([...block.byEntity.indices]).toEqual([0, 2, 3, 4, 1, 2, 5]);
    const half = 1 / Math.sqrt(2);
    expect([...block.byEntity.values]).toEqual([1, half, half, 1, 1, 1, 0.5]);
    expect([...block.group]).toEqual([0, 0, 1, 1, 2, 2]);
    expect(block.groups).toBe(3);
  });
});

describe("one Gibbs step", () => {
  it("draws from the normal that completing the square gives", () => {
    // One entity, one feature x = 1, three ratings with h = 1, residuals 1, 2, 3 at v = 0; α = 2, prior N(0, 1).
    // Precision 1 + 2·3 = 7, mean 2·6/7 = 12/7.
    const X = interactionsFromColumns({ users: ["a", "a", "a"], items: ["x", "y", "z"] });
    const block = buildFeatureBlock(X.byUser, false, null);
    const rng = createRng("gibbs-step");
    const draws = Array.from({ length: 4000 }, () => {
      const layer = createLayer(block, 0, rng);
      const slope = Float64Array.of(6);
      drawCoefficients(block, layer, Float64Array.of(3), slope, 2, rng);
      expect(layer.collapsed[0]).toBe(layer.coefficients[0]);
      // Σ h (e − h δ) = 6 − 3 δ.
      expect(slope[0]).toBeCloseTo(6 - 3 * layer.coefficients[0]!, 12);
      return layer.coefficients[0]!;
    });
    const mean = draws.reduce((sum, v) => sum + v, 0) / draws.length;
    const variance = draws.reduce((sum, v) => sum + (v - mean) ** 2, 0) / draws.length;
    // Five standard errors of the mean and of the variance.
    expect(Math.abs(mean - 12 / 7)).toBeLessThan(5 * Math.sqrt(1 / 7 / draws.length));
    expect(Math.abs(variance - 1 / 7)).toBeLessThan((5 * Math.SQRT2) / 7 / Math.sqrt(draws.length));
  });
});

describe("the chain", () => {
  it("keeps residuals that equal ratings minus predictions, sweep after sweep", () => {
    const X = small();
    const blocks = [
      buildFeatureBlock(X.byUser, true, null),
      buildFeatureBlock(X.byItem, true, null),
    ] as const;
    const sampler = new GibbsSampler(X, ...blocks, {
      factors: 3,
      initialDeviation: 0.3,
      noiseFreedom: 10,
      seed: 1,
    });
    const users = rowIndices(X.byUser);
    const unit = valueDeviation(X);
    for (let sweep = 0; sweep < 5; sweep++) {
      const reported = sampler.sweep();
      let squares = 0;
      for (let e = 0; e < users.length; e++) {
        const u = users[e]!;
        const i = X.byUser.indices[e]!;
        let predicted =
          sampler.intercept + sampler.users.linear.collapsed[u]! + sampler.items.linear.collapsed[i]!;
        for (let f = 0; f < 3; f++)
          predicted += sampler.users.factors[f]!.collapsed[u]! * sampler.items.factors[f]!.collapsed[i]!;
        squares += ((X.byUser.values[e]! - X.meanValue) / unit - predicted) ** 2;
      }
      expect(reported).toBeCloseTo(squares / users.length, 9);
    }
  });
});

describe("predictions", () => {
  const score = (
    model: { predictMany(u: string[], i: string[]): Float64Array },
    held: { users: string[]; items: string[]; values: number[] },
  ) => rootMeanSquare(model.predictMany(held.users, held.items), held.values);

  it("recover nearly noiseless low-rank ratings", () => {
    const { train, held } = syntheticRatings({
      users: 80,
      items: 60,
      rank: 2,
      density: 0.6,
      noise: 0.01,
      seed: "bfm",
    });
    const model = new BayesianFactorisationMachine({ factors: 2, sweeps: 150, burnIn: 60 }).fit(train);
    expect(score(model, held)).toBeLessThan(0.05);
  });

  it("beat the baseline on noisy ratings with structure", () => {
    const { train, held } = syntheticRatings({
      users: 120,
      items: 90,
      rank: 2,
      density: 0.4,
      noise: 0.5,
      seed: "noisy",
    });
    const model = new BayesianFactorisationMachine({ factors: 4, sweeps: 80 }).fit(train);
    expect(score(model, held)).toBeLessThan(0.6 * score(new BaselineRating().fit(train), held));
  });

  it("carry an uncertainty that covers as often as it says", () => {
    const { train, held } = syntheticRatings({
      users: 100,
      items: 80,
      rank: 2,
      density: 0.4,
      noise: 0.5,
      seed: "cover",
    });
    const model = new BayesianFactorisationMachine({ factors: 3, sweeps: 120 }).fit(train);
    const noise = createRng("new noise");
    let inside = 0;
    let counted = 0;
    held.values.forEach((value, r) => {
      const { value: mean, deviation } = model.predictWithDeviation(held.users[r]!, held.items[r]!);
      if (mean === model.scale.minimum || mean === model.scale.maximum) return;
      counted++;
      if (Math.abs(value + 0.5 * randomNormal(noise) - mean) < 1.6449 * deviation) inside++;
    });
    expect(inside / counted).toBeGreaterThan(0.86);
    expect(inside / counted).toBeLessThan(0.94);
  });

  /** Mean squared miss in stated deviations, of ratings by people of whom, or of things of which, nothing was learned. */
  function scoresOf(unknown: (user: number, item: number) => boolean, implicitFeatures: boolean) {
    const all = syntheticRatings({
      users: 160,
      items: 120,
      rank: 2,
      density: 0.4,
      heldShare: 0,
      seed: "new",
    });
    const noise = createRng("noise of strangers");
    const users = rowIndices(all.train.byUser);
    const known = { users: [] as string[], items: [] as string[], values: [] as number[] };
    const strange: { user: string; item: string; value: number }[] = [];
    users.forEach((u, e) => {
      const i = all.train.byUser.indices[e]!;
      const value = all.train.byUser.values[e]! + 0.5 * randomNormal(noise);
      const [user, item] = [all.train.users.idAt(u), all.train.items.idAt(i)];
      if (unknown(u, i)) strange.push({ user, item, value });
      else if (u >= 60 && i >= 40) {
        known.users.push(user);
        known.items.push(item);
        known.values.push(value);
      }
    });
    const model = new BayesianFactorisationMachine({ factors: 3, sweeps: 80, implicitFeatures }).fit(
      interactionsFromColumns(known),
    );
    let [squares, inside] = [0, 0];
    for (const { user, item, value } of strange) {
      const { value: mean, deviation } = model.predictWithDeviation(user, item);
      squares += ((value - mean) / deviation) ** 2 / strange.length;
      if (Math.abs(value - mean) < 1.6449 * deviation) inside += 1 / strange.length;
    }
    return { squares, inside };
  }

  it.each([
    ["people", (u: number, i: number) => u < 60 && i >= 40],
    ["things", (u: number, i: number) => u >= 60 && i < 40],
    ["both", (u: number, i: number) => u < 60 && i < 40],
  ] as const)("know how little they know of unknown %s", (_, unknown) => {
    for (const implicitFeatures of [false, true]) {
      const { squares, inside } = scoresOf(unknown, implicitFeatures);
      // 60 people's (40 things') mean squares, deviation about 1.2 each: three standard errors are about .5.
      expect(squares).toBeGreaterThan(0.6);
      expect(squares).toBeLessThan(1.5);
      // Within one person misses go together: three standard errors of 40 throws at .9 are .14.
      expect(inside).toBeGreaterThan(0.8);
    }
  });

  it("believe somebody who answers at random less than somebody who does not", () => {
    const { train } = syntheticRatings({ users: 60, items: 60, rank: 1, density: 0.8, noise: 0.2, seed: 4 });
    const wild = createRng("wild");
    const users = rowIndices(train.byUser);
    const X = interactionsFromColumns({
      users: Array.from(users, (u) => train.users.idAt(u)),
      items: Array.from(train.byUser.indices, (i) => train.items.idAt(i)),
      values: train.byUser.values.map((value, e) => (users[e] === 0 ? 3 + 2 * randomNormal(wild) : value)),
    });
    const { posterior } = new BayesianFactorisationMachine({ factors: 2, sweeps: 60 }).fit(X);
    const others = posterior.userNoise.subarray(1, 60);
    expect(posterior.userNoise[0]).toBeGreaterThan(3 * Math.max(...others));
  });

  it("use facts about an item that has a single odd rating", () => {
    // Ratings depend on the item's kind alone: kind A is worth 5, kind B is worth 1.
    const rng = createRng("kinds");
    const columns = { users: [] as string[], items: [] as string[], values: [] as number[] };
    for (let u = 0; u < 30; u++)
      for (let i = 0; i < 20; i++) {
        columns.users.push(`u${u}`);
        columns.items.push(`i${i}`);
        columns.values.push((i % 2 === 0 ? 5 : 1) + randomNormal(rng));
      }
    // One of each kind with the same rating of 3: without facts they are alike, with them 4 apart at most.
    columns.users.push("u0", "u0");
    columns.items.push("newA", "newB");
    columns.values.push(3, 3);
    const X = interactionsFromColumns(columns);
    const facts = X.items.ids.map((id) => ({
      id,
      feature: id === "newA" || (id.startsWith("i") && Number(id.slice(1)) % 2 === 0) ? "A" : "B",
    }));
    const described: Interactions = { ...X, itemFeatures: encodeSideFeatures(X.items, facts).matrix };
    const options = { factors: 0, sweeps: 120, implicitFeatures: false, noiseFreedom: 0 };
    const gap = (data: Interactions) => {
      const model = new BayesianFactorisationMachine(options).fit(data);
      return model.predict("u5", "newA").value - model.predict("u5", "newB").value;
    };
    expect(Math.abs(gap(X))).toBeLessThan(0.5);
    expect(gap(described)).toBeGreaterThan(2);
  });

  it("are the same whatever the unit and the level of the ratings", () => {
    const X = small();
    const values = X.byUser.values.map((value) => 1000 * value - 7);
    const moved = interactionsFromSparse(X.users, X.items, { ...X.byUser, values });
    const plain = new BayesianFactorisationMachine(quick).fit(X);
    const scaled = new BayesianFactorisationMachine(quick).fit(moved);
    expect(scaled.score(2, 3)).toBeCloseTo(1000 * plain.score(2, 3) - 7, 0);
    expect(scaled.predictWithDeviation("u1", "i1").deviation).toBeCloseTo(
      1000 * plain.predictWithDeviation("u1", "i1").deviation,
      0,
    );
  });

  it("fold a new person in nearly as well as the chain knows its own", () => {
    const { train } = syntheticRatings({ users: 80, items: 50, rank: 2, density: 0.6, noise: 0.2, seed: 9 });
    const model = new BayesianFactorisationMachine({ factors: 3, sweeps: 80, implicitFeatures: false }).fit(
      train,
    );
    let own = 0;
    let folded = 0;
    for (let u = 0; u < 10; u++) {
      const from = train.byUser.starts[u]!;
      const to = train.byUser.starts[u + 1]!;
      const items = train.byUser.indices.subarray(from, to);
      const values = train.byUser.values.subarray(from, to);
      const scores = model.foldIn(
        Array.from(items, (i, e) => ({ itemId: train.items.idAt(i), value: values[e]! })),
      );
      own += rootMeanSquare(
        Array.from(items, (i) => model.score(u, i)),
        values,
      );
      folded += rootMeanSquare(
        Array.from(items, (i) => scores[i]!),
        values,
      );
    }
    expect(folded).toBeLessThan(1.25 * own);
  });
});
