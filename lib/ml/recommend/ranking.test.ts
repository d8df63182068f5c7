import { describe, expect, it } from "vitest";
import type { Estimator } from "../core/estimator";
import { createRng, randomNormal } from "../core/rng";
import { findCell } from "../similarity/sparse-matrix";
import { estimatorContract } from "../testing/estimator-contract";
import { allScores, brokenInteractions } from "../testing/recommender-subjects";
import { BprFactorisation, stepPair } from "./bpr-factorisation";
import { Ease, EaseModel } from "./ease";
import { ImplicitAls, ImplicitAlsModel, implicitLoss } from "./implicit-als";
import type { Interactions } from "./interactions";
import { interactionsFromColumns } from "./interactions";
import { NeighbourRanking, NeighbourRankingModel } from "./neighbour-ranking";
import { Popularity, PopularityModel } from "./popularity";
import { preferenceWeights } from "./preference-weights";
import { RankingBlend, RankingBlendModel } from "./ranking-blend";
import type { RankingModel } from "./ranking-model";

/** People with one of two tastes; each takes most of the items of their taste and a few others. */
function twoTastes(users: number, items: number, seed: number): Interactions {
  const rng = createRng(seed);
  const columns = { users: [] as string[], items: [] as string[], values: [] as number[] };
  for (let u = 0; u < users; u++)
    for (let i = 0; i < items; i++)
      if (rng.next() < (u % 2 === i % 2 ? 0.6 : 0.1)) {
        columns.users.push(`u${u}`);
        columns.items.push(`i${i}`);
        columns.values.push(1 + Math.floor(rng.next() * 5));
      }
  return interactionsFromColumns(columns);
}

const small = () => twoTastes(14, 10, 1);
const wide = () => twoTastes(7, 16, 2);
const history = (X: Interactions, u: number) =>
  Array.from(X.byUser.indices.subarray(X.byUser.starts[u]!, X.byUser.starts[u + 1]!), (i) => X.items.idAt(i));

interface Learner {
  readonly name: string;
  readonly create: () => Estimator<object, undefined, RankingModel, Interactions>;
  readonly restore: (snapshot: unknown) => RankingModel;
}

const LEARNERS: readonly Learner[] = [
  {
    name: "EASE between items",
    create: () => new Ease({ regularisation: 5 }),
    restore: EaseModel.fromSnapshot,
  },
  {
    name: "EASE between people",
    create: () => new Ease({ orientation: "user", regularisation: 5 }),
    restore: EaseModel.fromSnapshot,
  },
  {
    name: "implicit ALS",
    create: () => new ImplicitAls({ factors: 4, sweeps: 4 }),
    restore: ImplicitAlsModel.fromSnapshot,
  },
  {
    name: "BPR",
    create: () => new BprFactorisation({ factors: 6, epochs: 60 }),
    restore: BprFactorisation.fromSnapshot,
  },
  {
    name: "neighbours of items",
    create: () => new NeighbourRanking({ neighbours: 8 }),
    restore: NeighbourRankingModel.fromSnapshot,
  },
  {
    name: "neighbours of people",
    create: () => new NeighbourRanking({ orientation: "user", neighbours: 8 }),
    restore: NeighbourRankingModel.fromSnapshot,
  },
  {
    name: "neighbours of items, less what is missing",
    create: () => new NeighbourRanking({ similarity: "missing-penalised-cosine", neighbours: 8 }),
    restore: NeighbourRankingModel.fromSnapshot,
  },
  {
    name: "the blend",
    create: () => new RankingBlend({ als: { factors: 4 }, ease: { regularisation: 5 } }),
    restore: RankingBlendModel.fromSnapshot,
  },
];

describe("a step of BPR", () => {
  it("is as worked by hand", () => {
    // Margin b_i − b_j + p (q_i − q_j) = 0: pull ½, loss ln 2. Rate .1, λ 0: biases ± .05, p stays, q ± .1 · ½ · 2.
    const users = Float64Array.of(1, 2);
    const items = Float64Array.of(0, 0.5, 0, 0.5);
    const loss = stepPair(users, items, 0, 0, 2, 2, { rate: 0.1, regularisation: 0 });
    expect(loss).toBeCloseTo(Math.LN2, 15);
    expect([...users]).toEqual([1, 2]);
    [0.05, 0.6, -0.05, 0.4].forEach((value, k) => {
      expect(items[k]).toBeCloseTo(value, 15);
    });
  });

  it("goes up the objective's gradient, by finite differences to 1e-6", () => {
    const rng = createRng("bpr");
    const width = 4;
    const draw = (rows: number) => Float64Array.from({ length: rows * width }, () => randomNormal(rng));
    const [users, items] = [draw(2), draw(3)];
    users[width] = 1;
    const [u, i, j, regularisation] = [width, 2 * width, 0, 0.3];
    const value = () => {
      let [margin, squares] = [0, 0];
      for (let f = 0; f < width; f++) {
        margin += users[u + f]! * (items[i + f]! - items[j + f]!);
        squares += (f > 0 ? users[u + f]! ** 2 : 0) + items[i + f]! ** 2 + items[j + f]! ** 2;
      }
      return -Math.log(1 + Math.exp(-margin)) - (regularisation / 2) * squares;
    };
    const slopes = [users, items].map((table) =>
      table.map((held, e) => {
        table[e] = held + 1e-5;
        const up = value();
        table[e] = held - 1e-5;
        const down = value();
        table[e] = held;
        return (up - down) / 2e-5;
      }),
    );
    // A user's column 0 is the 1 that meets the bias.
    slopes[0]![u] = 0;
    const before = [users.slice(), items.slice()];
    stepPair(users, items, u, i, j, width, { rate: 1e-8, regularisation });
    [users, items].forEach((table, k) => {
      table.forEach((moved, e) => {
        expect(Math.abs((moved - before[k]![e]!) / 1e-8 - slopes[k]![e]!)).toBeLessThan(1e-6);
      });
    });
  });

  it("is told by the mean loss of the triples that were learned from, however many were passed over", () => {
    // Everybody met nine of ten items, so that nine of ten drawn pairs teach nothing; small factors tell nothing: ln 2.
    const pairs = Array.from({ length: 200 }, (_, k) => [Math.floor(k / 10), k % 10] as const).filter(
      ([u, i]) => i !== u % 10,
    );
    const X = interactionsFromColumns({
      users: pairs.map(([u]) => `u${u}`),
      items: pairs.map(([, i]) => `i${i}`),
    });
    const learner = new BprFactorisation({ epochs: 1, initialDeviation: 1e-3, learningRate: 1e-6 });
    const [first] = [...learner.fitSteps(X)];
    expect(first!.loss).toBeCloseTo(Math.LN2, 4);
  });
});

describe.each(LEARNERS)("$name", ({ create, restore }) => {
  it.each(
    estimatorContract<object, undefined, RankingModel, Interactions>({
      create,
      data: () => ({ X: small(), y: undefined }),
      otherData: () => ({ X: wide(), y: undefined }),
      restore,
      predict: allScores,
      oneByOne: null,
      badFits: brokenInteractions(small()),
    }),
  )("$title", ({ check }) => check());

  it("ranks unseen items of a person's taste before the others", () => {
    const X = twoTastes(60, 30, 3);
    const model = create().fit(X, undefined);
    let right = 0;
    let shown = 0;
    for (let u = 0; u < 60; u++) {
      const { items, basis } = model.recommend(`u${u}`, { count: 3, exclude: history(X, u) });
      expect(basis).toBe("model");
      for (const { itemId } of items) {
        expect(history(X, u)).not.toContain(itemId);
        right += Number(itemId.slice(1)) % 2 === u % 2 ? 1 : 0;
        shown++;
      }
    }
    // Of a person's unseen items .4/(.4 + .9) = 31 % are of their own taste: a blind guess is right that often.
    expect(right / shown).toBeGreaterThan(0.75);
  });

  it("serves a stranger what is popular, and says so", () => {
    const X = small();
    const model = create().fit(X, undefined);
    const { items, basis } = model.recommend("a stranger", { count: 99 });
    expect(basis).toBe("global");
    const counts = items.map(({ itemId }) => {
      const i = X.items.indexOf(itemId);
      return X.byItem.starts[i + 1]! - X.byItem.starts[i]!;
    });
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(items.length).toBe(X.items.size);
  });
});

describe.each([
  ["EASE between items", () => new Ease().fit(small())],
  ["EASE between people", () => new Ease({ orientation: "user" }).fit(small())],
  ["implicit ALS", () => new ImplicitAls({ factors: 4 }).fit(small())],
  ["neighbours of items", () => new NeighbourRanking().fit(small())],
  ["neighbours of people", () => new NeighbourRanking({ orientation: "user" }).fit(small())],
] as const)("%s", (_, fitted) => {
  it("folds in a person from items alone: unknown ids do not matter, nothing known means popular", () => {
    const model = fitted();
    const known = history(small(), 0);
    expect(model.foldIn([...known, "never"])).toEqual(model.foldIn(known));
    expect(model.foldIn(["never"])).toEqual(model.popularity);
  });
});

describe("EASE", () => {
  it("gives the closed form's weights, worked by hand", () => {
    // Two items; X = [[1,1],[1,0]], λ = 1: G + I = [[3,1],[1,2]], P = [[2,−1],[−1,3]]/5.
    // B_01 = −P_01/P_11 = 1/3, B_10 = −P_10/P_00 = 1/2.
    const X = interactionsFromColumns({ users: ["a", "a", "b"], items: ["x", "y", "x"] });
    const model = new Ease({ regularisation: 1 }).fit(X);
    expect(model.weights.values[findCell(model.weights, 1, 0)]).toBeCloseTo(1 / 3, 14);
    expect(model.weights.values[findCell(model.weights, 0, 1)]).toBeCloseTo(1 / 2, 14);
  });

  it.each([
    ["more people than items", small],
    ["more items than people", wide],
  ])("solves its normal equations with %s", (_, make) => {
    // Off the diagonal, (G + λI) B = G up to a multiplier on the diagonal: the gradient vanishes there.
    const X = make();
    const regularisation = 3;
    const { byUser } = preferenceWeights(X, 0.2);
    const n = X.items.size;
    const dense = new Float64Array(X.users.size * n);
    for (let u = 0; u < X.users.size; u++)
      for (let e = byUser.starts[u]!; e < byUser.starts[u + 1]!; e++)
        dense[u * n + byUser.indices[e]!] = byUser.values[e]!;
    const G = (i: number, j: number): number => {
      let sum = i === j ? regularisation : 0;
      for (let u = 0; u < X.users.size; u++) sum += dense[u * n + i]! * dense[u * n + j]!;
      return sum;
    };
    const { weights } = new Ease({ regularisation, valueInfluence: 0.2 }).fit(X);
    const B = (i: number, j: number): number => {
      const cell = i === j ? -1 : findCell(weights, j, i);
      return cell < 0 ? 0 : weights.values[cell]!;
    };
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        if (i === j) continue;
        let left = -G(i, j);
        for (let t = 0; t < n; t++) left += G(i, t) * B(t, j);
        expect(Math.abs(left)).toBeLessThan(1e-10);
      }
  });

  it("explains a folded-in score by weights that add up to it", () => {
    const X = small();
    const model = new Ease().fit(X);
    const mine = history(X, 3);
    const scores = model.foldIn(mine);
    X.items.ids.forEach((id, i) => {
      const sum = model.explain(mine, id, 99).reduce((total, { weight }) => total + weight, 0);
      expect(sum).toBeCloseTo(scores[i]!, 12);
    });
  });

  it("folds a known person in where they stand, when strengths are equal", () => {
    const X = small();
    const model = new Ease({ valueInfluence: 0 }).fit(X);
    const scores = new Float64Array(X.items.size);
    model.scoreInto(2, scores);
    expect(model.foldIn(history(X, 2))).toEqual(scores);
  });

  it("folds a stranger in among people by their ridge regression, checked through its normal equations", () => {
    // w solves (XXᵀ + λI) w = X x: for one other person with items {x, y} and x = {x}: (2 + λ) w = 1.
    const X = interactionsFromColumns({ users: ["a", "a"], items: ["x", "y"] });
    const model = new Ease({ orientation: "user", regularisation: 3 }).fit(X);
    expect([...model.foldIn(["x"])]).toEqual([0.2, 0.2]);
  });

  it("keeps only the strongest weights when asked", () => {
    const full = new Ease().fit(small()).weights;
    const few = new Ease({ weightsKept: 3 }).fit(small()).weights;
    for (let j = 0; j < few.rows; j++) {
      const kept = Array.from(few.values.subarray(few.starts[j]!, few.starts[j + 1]!), Math.abs);
      const all = Array.from(full.values.subarray(full.starts[j]!, full.starts[j + 1]!), Math.abs);
      expect(kept.sort()).toEqual(
        all
          .sort((a, b) => b - a)
          .slice(0, 3)
          .sort(),
      );
    }
  });
});

describe("implicit ALS", () => {
  it("never raises its objective", () => {
    const losses = [...new ImplicitAls({ factors: 4, sweeps: 15 }).fitSteps(twoTastes(40, 25, 5))].map(
      ({ loss }) => loss!,
    );
    for (let s = 1; s < losses.length; s++)
      expect(losses[s]!).toBeLessThanOrEqual(losses[s - 1]! * (1 + 1e-12));
    expect(losses.at(-1)).toBeLessThan(losses[0]!);
  });

  it("counts the objective over all pairs, as a dense sum does", () => {
    const X = small();
    const learner = new ImplicitAls({ factors: 3 });
    const { params } = learner;
    const sides = preferenceWeights(X, params.valueInfluence);
    const W = Float64Array.from({ length: X.users.size * 3 }, (_, e) => Math.sin(e));
    const H = Float64Array.from({ length: X.items.size * 3 }, (_, e) => Math.cos(e));
    let expected = 0;
    const norm = (T: Float64Array, row: number) =>
      T.subarray(row * 3, row * 3 + 3).reduce((sum, value) => sum + value * value, 0);
    const penalty = (count: number, others: number) =>
      params.regularisation * (count + params.unobservedWeight * others) ** params.frequencyExponent;
    for (let u = 0; u < X.users.size; u++) {
      for (let i = 0; i < X.items.size; i++) {
        let score = 0;
        for (let f = 0; f < 3; f++) score += W[u * 3 + f]! * H[i * 3 + f]!;
        expected += params.unobservedWeight * score * score;
        const cell = findCell(sides.byUser, u, i);
        if (cell >= 0) expected += sides.byUser.values[cell]! * (score - 1) ** 2;
      }
      expected += penalty(history(X, u).length, X.items.size) * norm(W, u);
    }
    for (let i = 0; i < X.items.size; i++)
      expected += penalty(X.byItem.starts[i + 1]! - X.byItem.starts[i]!, X.users.size) * norm(H, i);
    expect(implicitLoss(sides, W, H, params)).toBeCloseTo(expected, 9);
  });

  it("explains a folded-in score by weights that add up to it", () => {
    const X = small();
    const model = new ImplicitAls({ factors: 4 }).fit(X);
    const mine = history(X, 3);
    const scores = model.foldIn(mine);
    X.items.ids.forEach((id, i) => {
      const sum = model.explain(mine, id, 99).reduce((total, { weight }) => total + weight, 0);
      expect(sum).toBeCloseTo(scores[i]!, 10);
    });
  });

  it("folds a known person in where training left them, once it has converged", () => {
    const X = small();
    const model = new ImplicitAls({ factors: 3, sweeps: 300, solverSteps: 10, valueInfluence: 0 }).fit(X);
    const scores = new Float64Array(X.items.size);
    model.scoreInto(4, scores);
    const folded = model.foldIn(history(X, 4));
    folded.forEach((score, i) => {
      expect(score).toBeCloseTo(scores[i]!, 4);
    });
  });
});

describe("popularity keeps the contract", () => {
  it.each(
    estimatorContract<object, undefined, RankingModel, Interactions>({
      create: () => new Popularity(),
      data: () => ({ X: small(), y: undefined }),
      otherData: () => ({ X: wide(), y: undefined }),
      restore: PopularityModel.fromSnapshot,
      predict: allScores,
      oneByOne: null,
      badFits: brokenInteractions(small()),
    }),
  )("$title", ({ check }) => check());
});

describe("neighbours of items", () => {
  it("score by the cosines of what a person has, worked by hand", () => {
    // a: x y; b: x y z; c: y z. cos(x,z) = 1/2, cos(y,z) = 2/√6; a's score of z is their sum.
    const X = interactionsFromColumns({
      users: ["a", "a", "b", "b", "b", "c", "c"],
      items: ["x", "y", "x", "y", "z", "y", "z"],
    });
    const model = new NeighbourRanking({ shrinkage: 0 }).fit(X);
    const scores = new Float64Array(3);
    model.scoreInto(0, scores);
    expect(scores[2]).toBeCloseTo(1 / 2 + 2 / Math.sqrt(6), 12);
    expect(model.explain(["x", "y"], "z")).toEqual([
      { itemId: "y", weight: expect.closeTo(2 / Math.sqrt(6), 12) },
      { itemId: "x", weight: expect.closeTo(1 / 2, 12) },
    ]);
  });

  it("by the cosine that penalises what is missing, by hand; people by another measure take in no newcomer", () => {
    // x and z miss one person each of three, y none; α = 1/6: s(x,z) = 1/2 · 3/4, s(y,z) = 2/√6 · 6/7.
    const X = interactionsFromColumns({
      users: ["a", "a", "b", "b", "b", "c", "c"],
      items: ["x", "y", "x", "y", "z", "y", "z"],
    });
    const similarity = "missing-penalised-cosine";
    const scores = new Float64Array(3);
    new NeighbourRanking({ similarity, shrinkage: 0 }).fit(X).scoreInto(0, scores);
    expect(scores[2]).toBeCloseTo(3 / 8 + (2 / Math.sqrt(6)) * (6 / 7), 12);
    const people = new NeighbourRanking({ orientation: "user", similarity }).fit(X);
    expect(() => people.foldIn(["x"])).toThrow("cannot take in a newcomer");
  });
});
