import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { areaUnderRoc, brierScore, calibration, logLoss } from "./classification";
import {
  coefficientOfDetermination,
  forecastBias,
  meanAbsoluteError,
  meanAbsoluteScaledError,
  naiveScale,
  pinballLoss,
  rootMeanSquaredError,
  weightedAbsolutePercentageError,
} from "./prediction-errors";
import { meanRankingScores, scoreRanking } from "./ranking";
import { catalogueCoverage, novelty, personalisationDepth } from "./recommendation-variety";

describe("prediction errors", () => {
  const actual = [1, 2, 3, 4];
  const predicted = [1, 3, 3, 0];
  it("agree with cases by hand", () => {
    // Errors 0, 1, 0, −4.
    expect(rootMeanSquaredError(actual, predicted)).toBeCloseTo(Math.sqrt(17 / 4), 15);
    for (const unit of [2 ** 1000, 2 ** -1000])
      expect(
        rootMeanSquaredError(
          actual.map((v) => v * unit),
          predicted.map((v) => v * unit),
        ) / unit,
      ).toBeCloseTo(Math.sqrt(17 / 4), 14);
    expect(meanAbsoluteError(actual, predicted)).toBe(5 / 4);
    expect(weightedAbsolutePercentageError(actual, predicted)).toBe(5 / 10);
    expect(forecastBias(actual, predicted)).toBe(-3 / 10);
    // Σ(y − 2.5)² = 5.
    expect(coefficientOfDetermination(actual, predicted)).toBeCloseTo(1 - 17 / 5, 14);
  });
  it("reward, by WAPE, the median of lumpy sales, whose bias tells that it is too low", () => {
    const lumpy = [0, 0, 0, 0, 0, 0, 1, 1, 1, 2];
    const always = (value: number) => lumpy.map(() => value);
    // Σ|0 − y|/Σy = 1 at the median 0; at the mean .5: (6 · .5 + 3 · .5 + 1.5)/5 = 1.2.
    expect(weightedAbsolutePercentageError(lumpy, always(0))).toBe(1);
    expect(weightedAbsolutePercentageError(lumpy, always(0.5))).toBeCloseTo(1.2, 14);
    expect(forecastBias(lumpy, always(0))).toBe(-1);
    expect(forecastBias(lumpy, always(0.5))).toBe(0);
  });
  it("scale by the naive forecast of the training series", () => {
    // Steps |2|, |1|, |3|: mean 2. Two steps back: |1|, |2|: mean 1.5.
    expect(naiveScale([1, 3, 2, 5])).toBe(2);
    expect(naiveScale([1, 3, 2, 5], 2)).toBe(1.5);
    expect(meanAbsoluteScaledError([4, 8], [5, 5], 2)).toBe(1);
  });
  it("say null where the measure has no meaning", () => {
    expect(weightedAbsolutePercentageError([0, 0], [1, 2])).toBeNull();
    expect(forecastBias([0], [1])).toBeNull();
    expect(coefficientOfDetermination([3, 3], [3, 2])).toBeNull();
    expect(naiveScale([7, 7, 7])).toBeNull();
    expect(naiveScale([7])).toBeNull();
  });
  it("are smallest, for pinball loss, at the quantile asked for", () => {
    const values = Array.from({ length: 101 }, (_, i) => i);
    const lossAt = (guess: number) =>
      pinballLoss(
        values,
        values.map(() => guess),
        0.8,
      );
    // y = 3, ŷ = 1, q = .9: .9 × 2; the other way round .1 × 2.
    expect(pinballLoss([3], [1], 0.9)).toBeCloseTo(1.8, 15);
    expect(pinballLoss([1], [3], 0.9)).toBeCloseTo(0.2, 15);
    expect(Math.min(...values.map(lossAt))).toBe(lossAt(80));
  });
  it("order as they must: MAE ≤ RMSE, and zero only for a perfect guess", () => {
    const value = fc.double({ min: -1e3, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1 }), (pairs) => {
        const y = pairs.map(([a]) => a);
        const guess = pairs.map(([, b]) => b);
        expect(meanAbsoluteError(y, guess)).toBeLessThanOrEqual(rootMeanSquaredError(y, guess) * (1 + 1e-12));
        expect(rootMeanSquaredError(y, y)).toBe(0);
      }),
    );
  });
  it("refuse nothing, different lengths and NaN", () => {
    for (const [a, b] of [
      [[], []],
      [[1], [1, 2]],
      [[1], [Number.NaN]],
    ] as number[][][])
      for (const measure of [
        rootMeanSquaredError,
        meanAbsoluteError,
        forecastBias,
        coefficientOfDetermination,
      ])
        expect(() => measure(a!, b!)).toThrow(MlError);
    expect(() => pinballLoss([1], [1], 1)).toThrow(MlError);
    expect(() => meanAbsoluteScaledError([1], [1], 0)).toThrow(MlError);
  });
});

describe("ranking", () => {
  it("agrees with a case by hand", () => {
    // Places 1 and 3 of b, x, a, y hit; three are relevant. DCG = 1 + 1/2; ideal 1 + 1/log2(3) + 1/2.
    const scores = scoreRanking(["b", "x", "a", "y"], new Set(["a", "b", "c"]), 4);
    expect(scores.ndcg).toBeCloseTo(1.5 / (1.5 + 1 / Math.log2(3)), 15);
    expect(scores.recall).toBeCloseTo(2 / 3, 15);
    expect(scores.precision).toBe(0.5);
    expect(scores.reciprocalRank).toBe(1);
    expect(scores.averagePrecision).toBeCloseTo((1 + 2 / 3) / 3, 15);
  });
  it("counts empty places as misses and ignores those past k", () => {
    expect(scoreRanking([1], new Set([1, 2]), 10).precision).toBe(0.1);
    expect(scoreRanking([9, 1], new Set([1]), 1)).toMatchObject({ ndcg: 0, recall: 0, reciprocalRank: 0 });
  });
  it("gives 1 to a perfect list of any length, and never more", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(50), { minLength: 1 }),
        fc.uniqueArray(fc.nat(50), { minLength: 1 }),
        fc.integer({ min: 1, max: 12 }),
        (ranked, relevant, k) => {
          const scores = scoreRanking(ranked, new Set(relevant), k);
          for (const value of Object.values(scores)) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
          }
          expect(scoreRanking(relevant, new Set(relevant), k).ndcg).toBeCloseTo(1, 12);
        },
      ),
    );
  });
  it("averages over lists that had something to find", () => {
    const pairs = [
      { ranked: [1, 2], relevant: new Set([1]) },
      { ranked: [1, 2], relevant: new Set([9]) },
      { ranked: [1, 2], relevant: new Set<number>() },
    ];
    expect(meanRankingScores(pairs, 2)).toMatchObject({ ndcg: 0.5, recall: 0.5, lists: 2 });
    expect(() => meanRankingScores(pairs.slice(2), 2)).toThrow(MlError);
  });
  it("refuses a repeated item, no relevant items and no places", () => {
    expect(() => scoreRanking([1, 1], new Set([1]), 2)).toThrow(MlError);
    expect(() => scoreRanking([1], new Set(), 2)).toThrow(MlError);
    expect(() => scoreRanking([1], new Set([1]), 0)).toThrow(MlError);
  });
});

describe("variety of recommendations", () => {
  it("agrees with cases by hand", () => {
    const lists = [
      ["a", "b"],
      ["b", "c"],
      ["c", "d"],
    ];
    expect(catalogueCoverage(lists, 2, 8)).toBe(0.5);
    expect(catalogueCoverage(lists, 1, 8)).toBe(3 / 8);
    // b and c are shared by one pair each, of three pairs with two places: 1 − 2/6.
    expect(personalisationDepth(lists, 2)).toBeCloseTo(2 / 3, 15);
    // Of 8 customers, 4 have a and 1 has b: (1 + 3) / 2 bits.
    expect(
      novelty(
        [["a", "b"]],
        2,
        new Map([
          ["a", 4],
          ["b", 1],
        ]),
        8,
      ),
    ).toBe(2);
  });
  it("is 0 when everyone sees the same and 1 when nobody shares anything", () => {
    expect(
      personalisationDepth(
        [
          [1, 2],
          [2, 1],
          [1, 2],
        ],
        2,
      ),
    ).toBe(0);
    expect(personalisationDepth([[1], [2, 3], [4]], 2)).toBe(1);
    expect(personalisationDepth([[1], [1, 3]], 2)).toBe(0);
  });
  it("equals the count over all pairs of lists", () => {
    const list = fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(list, { minLength: 2, maxLength: 8 }), (lists) => {
        let shared = 0;
        let possible = 0;
        lists.forEach((a, i) => {
          for (const b of lists.slice(i + 1)) {
            shared += a.filter((item) => b.includes(item)).length;
            possible += Math.min(a.length, b.length);
          }
        });
        expect(personalisationDepth(lists, 6)).toBeCloseTo(1 - shared / possible, 12);
      }),
    );
  });
  it("refuses what cannot be compared", () => {
    expect(() => personalisationDepth([[1], []], 2)).toThrow(MlError);
    expect(() => catalogueCoverage([[1]], 2, 0)).toThrow(MlError);
    expect(() => novelty([[]], 2, new Map(), 3)).toThrow(MlError);
  });
});

describe("classification", () => {
  it("agrees with cases by hand", () => {
    // Pairs positive > negative: (.35 > .1) yes, (.35 > .4) no, (.8 …) two yes: 3/4. scikit-learn's own example.
    expect(areaUnderRoc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])).toBe(0.75);
    expect(areaUnderRoc([0, 1, 1], [5, 5, 9])).toBe(0.75);
    expect(logLoss([1, 0], [0.8, 0.4])).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6)) / 2, 15);
    expect(brierScore([1, 0], [0.8, 0.4])).toBeCloseTo((0.04 + 0.16) / 2, 15);
  });
  it("has no area where only one outcome occurs", () => {
    expect(areaUnderRoc([1, 1], [0.2, 0.3])).toBeNull();
  });
  it("keeps the area under any rising change of the scores, and turns it over under a falling one", () => {
    const rng = createRng(4);
    const outcome = Array.from({ length: 300 }, () => (rng.next() < 0.3 ? 1 : 0));
    const score = outcome.map((y) => y + 2 * randomNormal(rng));
    const area = areaUnderRoc(outcome, score)!;
    expect(areaUnderRoc(outcome, score.map(Math.exp))).toBe(area);
    expect(
      areaUnderRoc(
        outcome,
        score.map((s) => -s),
      ),
    ).toBeCloseTo(1 - area, 12);
    expect(area).toBeGreaterThan(0.55);
  });
  it("survives certainty that was wrong", () => {
    expect(logLoss([1], [0])).toBeCloseTo(-Math.log(1e-15), 9);
  });
  it("finds honest probabilities calibrated and bold ones not", () => {
    const rng = createRng(6);
    const p = Array.from({ length: 40000 }, () => rng.next());
    const outcome = p.map((value) => (rng.next() < value ? 1 : 0));
    expect(calibration(outcome, p).expectedError).toBeLessThan(0.01);
    expect(
      calibration(
        outcome,
        p.map((value) => (value > 0.5 ? 1 : 0)),
      ).expectedError,
    ).toBeGreaterThan(0.2);
    const { bins } = calibration([1, 0], [1, 0.95], 20);
    expect(bins.at(-1)).toEqual({ low: 0.95, high: 1, rows: 2, predicted: 0.975, observed: 0.5 });
    expect(bins[0]).toMatchObject({ rows: 0, predicted: null, observed: null });
  });
  it("refuses outcomes that are not 0 or 1 and probabilities outside 0–1", () => {
    expect(() => areaUnderRoc([0, 2], [1, 2])).toThrow(MlError);
    expect(() => logLoss([1], [1.2])).toThrow(MlError);
    expect(() => calibration([1], [0.5], 0)).toThrow(MlError);
  });
});
