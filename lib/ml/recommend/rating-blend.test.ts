import { describe, expect, it } from "vitest";
import { estimatorContract } from "../testing/estimator-contract";
import { brokenInteractions, pairPredictions } from "../testing/recommender-subjects";
import { rootMeanSquare, syntheticRatings } from "../testing/synthetic-ratings";
import { BaselineRating } from "./baseline-rating";
import { RatingBlend, RatingBlendModel } from "./rating-blend";

const small = () =>
  syntheticRatings({ users: 15, items: 12, rank: 1, density: 0.6, heldShare: 0, seed: 7 }).train;
const other = () =>
  syntheticRatings({ users: 8, items: 9, rank: 1, density: 0.7, heldShare: 0, seed: 8 }).train;
const quick = { folds: 2, foldSweeps: 10, bfm: { factors: 2, sweeps: 15, burnIn: 5, drawsKept: 5 } };

describe("the rating blend keeps the contract", () => {
  it.each(
    estimatorContract({
      create: () => new RatingBlend(quick),
      data: () => ({ X: small(), y: undefined }),
      otherData: () => ({ X: other(), y: undefined }),
      restore: RatingBlendModel.fromSnapshot,
      predict: pairPredictions,
      oneByOne: null,
      badFits: brokenInteractions(small()),
    }),
  )("$title", ({ check }) => check());
});

describe("stacking", () => {
  it("gives weights that nearly add up to one, most of them to the member that predicts best", () => {
    const { train, held } = syntheticRatings({
      users: 120,
      items: 80,
      rank: 2,
      density: 0.4,
      noise: 0.4,
      seed: "stack",
    });
    const model = new RatingBlend({ foldSweeps: 60, bfm: { factors: 3, sweeps: 80 } }).fit(train);
    const [, first, second, third, ...neighbours] = model.weights;
    expect([second, third]).toEqual([first, first]);
    expect(3 * first!).toBeGreaterThan(Math.max(...neighbours));
    const sum = 3 * first! + neighbours.reduce((total, weight) => total + weight, 0);
    expect(Math.abs(sum - 1)).toBeLessThan(0.15);
    const score = (m: { predictMany(u: string[], i: string[]): Float64Array }) =>
      rootMeanSquare(m.predictMany(held.users, held.items), held.values);
    expect(score(model)).toBeLessThan(0.6 * score(new BaselineRating().fit(train)));
  });
});
