import { describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../core/rng";
import { estimatorContract } from "../testing/estimator-contract";
import { brokenInteractions, pairPredictions } from "../testing/recommender-subjects";
import { rootMeanSquare, syntheticRatings } from "../testing/synthetic-ratings";
import { BaselineRating } from "./baseline-rating";
import type { FactorState } from "./factor-rating-model";
import type { Interactions } from "./interactions";
import { interactionsFromSparse } from "./interactions";
import { factorisationLoss, MatrixFactorisation, startingState } from "./matrix-factorisation";
import { SvdPlusPlus, stepUser } from "./svd-plus-plus";

const small = () =>
  syntheticRatings({ users: 20, items: 15, rank: 2, density: 0.5, heldShare: 0, seed: 5 }).train;
const other = () =>
  syntheticRatings({ users: 9, items: 12, rank: 1, density: 0.7, heldShare: 0, seed: 6 }).train;

const LEARNERS = [
  ["matrix factorisation", MatrixFactorisation],
  ["SVD++", SvdPlusPlus],
] as const;

describe.each(LEARNERS)("%s", (_, Learner) => {
  it.each(
    estimatorContract({
      create: () => new Learner({ factors: 3, epochs: 3 }),
      data: () => ({ X: small(), y: undefined }),
      otherData: () => ({ X: other(), y: undefined }),
      restore: Learner.fromSnapshot,
      predict: pairPredictions,
      oneByOne: null,
      badFits: brokenInteractions(small()),
    }),
  )("$title", ({ check }) => check());

  it("predicts many as it predicts one", () => {
    const X = small();
    const model = new Learner({ factors: 3, epochs: 3 }).fit(X);
    const pairs = [...X.users.ids, "new"].flatMap((u) => [...X.items.ids, "new"].map((i) => [u, i] as const));
    expect([
      ...model.predictMany(
        pairs.map(([u]) => u),
        pairs.map(([, i]) => i),
      ),
    ]).toEqual(pairs.map(([u, i]) => model.predict(u, i).value));
  });

  it("lowers its loss from the first epoch to the last, and nearly always in between", () => {
    const losses = [...new Learner({ factors: 4, epochs: 60, learningRateDecay: 1 }).fitSteps(small())].map(
      ({ loss }) => loss!,
    );
    expect(losses.at(-1)).toBeLessThan(0.5 * losses[0]!);
    for (let e = 1; e < losses.length; e++) expect(losses[e]!).toBeLessThanOrEqual(losses[e - 1]! * 1.001);
  });

  it("recovers noiseless low-rank ratings that it never saw", () => {
    const { train, held } = syntheticRatings({ users: 120, items: 90, rank: 2, density: 0.6, seed: "low" });
    const model = new Learner({
      factors: 2,
      epochs: 300,
      regularisation: 0.0005,
      biasRegularisation: 0.0005,
      learningRate: 0.03,
      learningRateDecay: 0.99,
      initialDeviation: 0.2,
    }).fit(train);
    expect(rootMeanSquare(model.predictMany(held.users, held.items), held.values)).toBeLessThan(0.05);
  });

  it("beats the baseline on noisy ratings with structure", () => {
    const { train, held } = syntheticRatings({
      users: 150,
      items: 100,
      rank: 2,
      density: 0.4,
      noise: 0.5,
      seed: "noisy",
    });
    const score = (model: { predictMany(u: string[], i: string[]): Float64Array }) =>
      rootMeanSquare(model.predictMany(held.users, held.items), held.values);
    expect(score(new Learner({ factors: 4, epochs: 100 }).fit(train))).toBeLessThan(
      0.8 * score(new BaselineRating().fit(train)),
    );
  });

  it("folds a new person in as well as it knows its own", () => {
    const { train } = syntheticRatings({
      users: 120,
      items: 60,
      rank: 2,
      density: 0.6,
      heldShare: 0,
      seed: 8,
    });
    const model = new Learner({ factors: 3, epochs: 80, regularisation: 0.02 }).fit(train);
    let own = 0;
    let folded = 0;
    for (let u = 0; u < 20; u++) {
      const cells = { from: train.byUser.starts[u]!, to: train.byUser.starts[u + 1]! };
      const items = train.byUser.indices.subarray(cells.from, cells.to);
      const values = train.byUser.values.subarray(cells.from, cells.to);
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
    expect(folded).toBeLessThan(1.1 * own);
  });

  it("gives a person without known ratings the items' own levels", () => {
    const X = small();
    const model = new Learner({ factors: 3, epochs: 3 }).fit(X);
    const levels = model.foldIn([{ itemId: "never", value: 5 }]);
    expect([...levels]).toEqual(X.items.ids.map((id) => model.predict("a stranger", id).value));
  });

  it("learns the same whatever the unit and the level of the ratings", () => {
    const { train } = syntheticRatings({
      users: 30,
      items: 20,
      rank: 1,
      density: 0.6,
      heldShare: 0,
      seed: 2,
    });
    const values = train.byUser.values.map((value) => 1000 * value - 7);
    const moved = interactionsFromSparse(train.users, train.items, { ...train.byUser, values });
    const model = new Learner({ factors: 2, epochs: 5 }).fit(train);
    const other = new Learner({ factors: 2, epochs: 5 }).fit(moved);
    for (const [u, i] of [
      [0, 0],
      [3, 7],
      [-1, 4],
      [29, -1],
    ] as const)
      expect(other.score(u, i)).toBeCloseTo(1000 * model.score(u, i) - 7, 6);
  });

  it("refuses nonsense in its options", () => {
    expect(() => new Learner({ factors: 0 })).toThrow(/factors/);
    expect(() => new Learner({ learningRate: Number.NaN })).toThrow(/learningRate/);
    expect(() => new Learner({ learningRateDecay: 1.5 })).toThrow(/learningRateDecay/);
  });
});

const penalties = { regularisation: 0.3, biasRegularisation: 0.2 };

function stateWith(X: Interactions): FactorState {
  const state = startingState(X, 2, 0.5, createRng("gradient"));
  state.userBias.forEach((_, u) => {
    state.userBias[u] = Math.sin(u);
  });
  state.itemBias.forEach((_, i) => {
    state.itemBias[i] = Math.cos(3 * i);
  });
  return state;
}

describe("a step of SVD++", () => {
  it("goes down the objective's gradient, by finite differences to 1e-6", () => {
    const X = small();
    const state = stateWith(X);
    const { width } = state;
    const rng = createRng("implicit");
    const implicit = Float64Array.from({ length: X.items.size * width }, () => 0.5 * randomNormal(rng));
    const user = 2;
    const cells = Array.from(
      X.byUser.indices.subarray(X.byUser.starts[user], X.byUser.starts[user + 1]),
      (item, e) => ({ item, value: X.byUser.values[X.byUser.starts[user]! + e]! }),
    );
    // Koren (2008), eq. 15 and its penalised squares, every penalty once a rating.
    const loss = (): number => {
      const at = (table: Float64Array, row: number, f: number) => table[row * width + f]!;
      let sum = 0;
      for (const { item, value } of cells) {
        let error = (value - state.mean) / state.unit - state.userBias[user]! - state.itemBias[item]!;
        let norms = 0;
        for (let f = 0; f < width; f++) {
          let taste = at(state.userFactors, user, f);
          norms += taste ** 2 + at(state.itemFactors, item, f) ** 2;
          for (const other of cells) {
            taste += at(implicit, other.item, f) / Math.sqrt(cells.length);
            norms += at(implicit, other.item, f) ** 2;
          }
          error -= taste * at(state.itemFactors, item, f);
        }
        sum += error ** 2 + penalties.regularisation * norms;
        sum += penalties.biasRegularisation * (state.userBias[user]! ** 2 + state.itemBias[item]! ** 2);
      }
      return sum;
    };
    const tables = [state.userBias, state.itemBias, state.userFactors, state.itemFactors, implicit];
    const numeric = tables.map((table) =>
      table.map((held, e) => {
        const step = 1e-5;
        table[e] = held + step;
        const up = loss();
        table[e] = held - step;
        const down = loss();
        table[e] = held;
        return (up - down) / (2 * step);
      }),
    );
    const before = tables.map((table) => table.slice());
    const rate = 1e-8;
    const params = { ...new SvdPlusPlus().params, ...penalties };
    const told = stepUser(state, implicit, X, user, rate, params);
    tables.forEach((table, k) => {
      table.forEach((value, e) => {
        const slope = (-2 * (value - before[k]![e]!)) / rate;
        const expected = numeric[k]![e]!;
        expect(Math.abs(slope - expected)).toBeLessThan(2e-6 * Math.max(1, Math.abs(expected)));
      });
    });
    // What is told leaves the penalty on what was rated at all aside.
    let others = 0;
    for (const { item } of cells)
      for (let f = 0; f < width; f++) others += cells.length * before[4]![item * width + f]! ** 2;
    before.forEach((values, k) => {
      tables[k]!.set(values);
    });
    expect(told).toBeCloseTo(loss() - penalties.regularisation * others, 5);
  });
});

describe("the objective's gradient", () => {
  it("matches finite differences to 1e-6", () => {
    const X = small();
    const state = stateWith(X);
    const { gradient } = factorisationLoss(state, X, penalties);
    const tables = [state.userBias, state.itemBias, state.userFactors, state.itemFactors];
    let at = 0;
    const step = 1e-5;
    for (const table of tables)
      for (let e = 0; e < table.length; e++, at++) {
        const held = table[e]!;
        table[e] = held + step;
        const up = factorisationLoss(state, X, penalties).loss;
        table[e] = held - step;
        const down = factorisationLoss(state, X, penalties).loss;
        table[e] = held;
        const numeric = (up - down) / (2 * step);
        expect(Math.abs(numeric - gradient[at]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(numeric)));
      }
  });

  it("has the direction of the brief's rooted objective, scaled by 1/(2J)", () => {
    const X = small();
    const state = stateWith(X);
    const { loss, gradient } = factorisationLoss(state, X, penalties);
    const rooted = () => Math.sqrt(factorisationLoss(state, X, penalties).loss);
    const step = 1e-5;
    for (const u of [0, 3, 7]) {
      const held = state.userFactors[u]!;
      state.userFactors[u] = held + step;
      const up = rooted();
      state.userFactors[u] = held - step;
      const down = rooted();
      state.userFactors[u] = held;
      const expected = gradient[X.users.size + X.items.size + u]! / (2 * Math.sqrt(loss));
      expect((up - down) / (2 * step)).toBeCloseTo(expected, 6);
    }
  });
});
