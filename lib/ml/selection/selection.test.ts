import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { leaveLastOut, splitWithinGroups } from "./group-splits";
import { kFold, stratifiedKFold } from "./k-fold";
import { rollingOrigins } from "./rolling-origin";

describe("k-fold", () => {
  it("tests every row exactly once and never trains on it, in folds of equal size", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.integer({ min: 2, max: 8 }),
        fc.nat(),
        (rows, folds, seed) => {
          fc.pre(rows >= folds);
          const split = kFold(rows, folds, seed);
          expect(split.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([
            ...Array(rows).keys(),
          ]);
          for (const { train, test } of split) {
            expect([...train, ...test].sort((a, b) => a - b)).toEqual([...Array(rows).keys()]);
            expect([Math.floor(rows / folds), Math.ceil(rows / folds)]).toContain(test.length);
          }
        },
      ),
    );
  });
  it("is repeatable, and another seed deals otherwise", () => {
    expect(kFold(30, 3, 1)).toEqual(kFold(30, 3, 1));
    expect(kFold(30, 3, 1)).not.toEqual(kFold(30, 3, 2));
  });
  it("spreads every class evenly when stratified", () => {
    const classes = [...Array(23).fill("a"), ...Array(9).fill("b"), ...Array(2).fill("c")] as string[];
    for (const { test } of stratifiedKFold(classes, 4, 7)) {
      const count = (name: string) => [...test].filter((row) => classes[row] === name).length;
      expect([5, 6]).toContain(count("a"));
      expect([2, 3]).toContain(count("b"));
      expect(count("c")).toBeLessThanOrEqual(1);
      expect([8, 9]).toContain(test.length);
    }
  });
  it("refuses one fold and more folds than rows", () => {
    expect(() => kFold(10, 1, 0)).toThrow(MlError);
    expect(() => kFold(3, 4, 0)).toThrow(MlError);
    expect(() => stratifiedKFold(["a"], 2, 0)).toThrow(MlError);
  });
});

describe("splits within groups", () => {
  it("leave out the latest rows of each group; of equal times the later row", () => {
    const fold = leaveLastOut(["a", "a", "b", "a", "b", "c"], [5, 9, 1, 9, 0, 3]);
    expect([...fold.test]).toEqual([2, 3]);
    expect([...fold.train]).toEqual([0, 1, 4, 5]);
    expect([...leaveLastOut(["a", "a", "a"], [3, 1, 2], 2).test]).toEqual([0, 2]);
  });
  it("take the asked share of each group and leave it something to train on", () => {
    const groups = [...Array(20).fill(1), ...Array(8).fill(2), 3] as number[];
    const fold = splitWithinGroups(groups, 0.25, 4);
    const tested = (group: number) => [...fold.test].filter((row) => groups[row] === group).length;
    expect([tested(1), tested(2), tested(3)]).toEqual([5, 2, 0]);
    expect(splitWithinGroups(groups, 0.25, 4)).toEqual(fold);
    expect([...splitWithinGroups([7, 7], 0.9, 1).train]).toHaveLength(1);
  });
  it("refuse missing times, empty data and senseless shares", () => {
    expect(() => leaveLastOut([1, 2], [1])).toThrow(MlError);
    expect(() => leaveLastOut([1], [Number.NaN])).toThrow(MlError);
    expect(() => splitWithinGroups([], 0.5, 1)).toThrow(MlError);
    expect(() => splitWithinGroups([1], 1, 1)).toThrow(MlError);
  });
});

describe("rolling origins", () => {
  it("train on the past up to the origin and test on what follows, nothing later", () => {
    // Weeks 10, 11, 12, 14, 15, two products each.
    const weeks = [10, 11, 12, 14, 15, 15, 14, 12, 11, 10];
    const folds = rollingOrigins(weeks, { origins: 2, horizon: 2 });
    expect(folds.map(({ origin }) => origin)).toEqual([11, 12]);
    expect([...folds[0]!.train]).toEqual([0, 1, 8, 9]);
    expect([...folds[0]!.test]).toEqual([2, 3, 6, 7]);
    expect([...folds[1]!.test]).toEqual([3, 4, 5, 6]);
  });
  it("never let a training row lie after a test row", () => {
    const week = fc.integer({ min: 0, max: 12 });
    fc.assert(
      fc.property(fc.array(week, { minLength: 1, maxLength: 60 }), (weeks) => {
        fc.pre(new Set(weeks).size >= 5);
        const folds = rollingOrigins(weeks, { origins: 2, horizon: 2 });
        expect(folds).toHaveLength(2);
        for (const { train, test, origin } of folds) {
          expect(train.length).toBeGreaterThan(0);
          expect(Math.max(...[...train].map((row) => weeks[row]!))).toBe(origin);
          expect(new Set([...test].map((row) => weeks[row]!)).size).toBe(2);
          expect(Math.min(...[...test].map((row) => weeks[row]!))).toBeGreaterThan(origin);
        }
      }),
    );
  });
  it("refuse too few periods", () => {
    expect(() => rollingOrigins([1, 2, 3], { origins: 2, horizon: 2 })).toThrow(MlError);
    expect(() => rollingOrigins([1, 2, 3], { origins: 1, horizon: 1, minimumPeriods: 3 })).toThrow(MlError);
    expect(() => rollingOrigins([1, 2, 3], { origins: 0, horizon: 1 })).toThrow(MlError);
  });
});
