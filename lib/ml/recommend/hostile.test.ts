import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Estimator } from "../core/estimator";
import { BaselineRating } from "./baseline-rating";
import { BayesianFactorisationMachine } from "./bayesian-factorisation-machine";
import { BprFactorisation } from "./bpr-factorisation";
import { Ease } from "./ease";
import { ImplicitAls } from "./implicit-als";
import type { Interactions } from "./interactions";
import { interactionsFromColumns } from "./interactions";
import { KnnRating } from "./knn-rating";
import { MatrixFactorisation } from "./matrix-factorisation";
import { NeighbourRanking } from "./neighbour-ranking";
import { Popularity } from "./popularity";
import { RankingBlend } from "./ranking-blend";
import type { RankingModel } from "./ranking-model";
import { RatingBlend } from "./rating-blend";
import type { RatingModel } from "./rating-model";
import { SvdPlusPlus } from "./svd-plus-plus";

const shortChain = { factors: 2, sweeps: 6, burnIn: 2, drawsKept: 2 };
const PREDICTORS: readonly (readonly [string, Estimator<object, undefined, RatingModel, Interactions>])[] = [
  ["baseline", new BaselineRating()],
  ["user k-NN", new KnnRating({ orientation: "user" })],
  ["item k-NN around means", new KnnRating({ similarity: "pearson", centre: "mean" })],
  ["k-NN by the brief's similarity", new KnnRating({ similarity: "missing-penalised-cosine" })],
  ["matrix factorisation", new MatrixFactorisation({ epochs: 5 })],
  ["SVD++", new SvdPlusPlus({ epochs: 5 })],
  ["Bayesian factorisation machine", new BayesianFactorisationMachine(shortChain)],
  ["blend", new RatingBlend({ foldSweeps: 4, bfm: shortChain })],
];
const RANKERS: readonly (readonly [string, Estimator<object, undefined, RankingModel, Interactions>])[] = [
  ["EASE between items", new Ease()],
  ["EASE between people", new Ease({ orientation: "user" })],
  ["implicit ALS", new ImplicitAls({ factors: 3, sweeps: 2 })],
  ["BPR", new BprFactorisation({ factors: 3, epochs: 2 })],
  ["neighbours", new NeighbourRanking()],
  ["popularity", new Popularity()],
  ["blend", new RankingBlend({ als: { factors: 3, sweeps: 2 } })],
];

/** Few rows over few ids, so that single rows, repeats, full tables and lone users all come up; any unit. */
const anyColumns = fc
  .tuple(
    fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: -3, max: 5 }),
      ),
      {
        minLength: 1,
        maxLength: 30,
      },
    ),
    fc.constantFrom(1e-9, 1, 1e9),
    fc.boolean(),
  )
  .map(([rows, unit, constant]) => ({
    users: rows.map(([u]) => `u${u}`),
    items: rows.map(([, i]) => `i${i}`),
    values: rows.map(([, , v]) => (constant ? unit : v * unit)),
  }));

describe.each(PREDICTORS)("%s", (_, learner) => {
  it("predicts finite ratings on the scale from whatever small data it gets", () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        const X = interactionsFromColumns(columns);
        const model = learner.fit(X, undefined);
        for (const user of [...X.users.ids, "stranger"])
          for (const item of [...X.items.ids, "novelty"]) {
            const { value } = model.predict(user, item);
            expect(value).toBeGreaterThanOrEqual(X.minimumValue);
            expect(value).toBeLessThanOrEqual(X.maximumValue);
          }
      }),
      { numRuns: 40, seed: 11 },
    );
  });
});

describe.each(RANKERS)("ranking by %s", (_, learner) => {
  it("orders every item by finite scores from whatever small data it gets", () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        const X = interactionsFromColumns(columns);
        const model = learner.fit(X, undefined);
        for (const user of [...X.users.ids, "stranger"]) {
          const { items } = model.recommend(user, { count: 99 });
          expect(new Set(items.map(({ itemId }) => itemId))).toEqual(new Set(X.items.ids));
          for (const { score } of items) expect(Number.isFinite(score)).toBe(true);
        }
      }),
      { numRuns: 40, seed: 12 },
    );
  });
});

describe.each([...PREDICTORS, ...RANKERS])("%s", (_, learner) => {
  it("refuses values whose squares leave the range of numbers, and bears those just below", () => {
    const learned = (unit: number) => {
      const [users, items] = [
        ["a", "a", "b", "b", "c"],
        ["x", "y", "x", "z", "z"],
      ];
      const rows = () =>
        interactionsFromColumns({ users, items, values: [1, 2, 3, -4, 5].map((v) => v * unit) });
      return () => JSON.stringify(learner.fit(rows(), undefined).toSnapshot());
    };
    expect(learned(1e200)).toThrow(expect.objectContaining({ code: "NOT_FINITE" }));
    expect(learned(1e139)()).not.toContain("null");
  });
});
