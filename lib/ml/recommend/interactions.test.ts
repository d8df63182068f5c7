import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { interactionsFromColumns, rowIndices, selectInteractions } from "./interactions";
import { preferenceWeights } from "./preference-weights";

const columns = {
  users: ["ann", "bob", "ann", "cy", "bob"],
  items: ["tea", "tea", "mug", "mug", "pot"],
  values: [5, 3, 4, 1, 2],
  timestamps: [10, 20, 30, 40, 50],
};

describe("interactions", () => {
  it("number ids by first appearance and hold both orientations", () => {
    const X = interactionsFromColumns(columns);
    expect(X.users.ids).toEqual(["ann", "bob", "cy"]);
    expect(X.items.ids).toEqual(["tea", "mug", "pot"]);
    expect([...X.byUser.starts]).toEqual([0, 2, 4, 5]);
    expect([...X.byUser.indices]).toEqual([0, 1, 0, 2, 1]);
    expect([...X.byUser.values]).toEqual([5, 4, 3, 2, 1]);
    expect([...X.byItem.starts]).toEqual([0, 2, 4, 5]);
    expect([...X.byItem.values]).toEqual([5, 3, 4, 1, 2]);
    expect([...X.timestamps!]).toEqual([10, 30, 20, 50, 40]);
    expect(X.meanValue).toBe(3);
    expect([X.minimumValue, X.maximumValue]).toEqual([1, 5]);
    expect([...rowIndices(X.byUser)]).toEqual([0, 0, 1, 1, 2]);
  });

  it("keep the last of a repeated pair, or the sum when asked", () => {
    const twice = { users: ["a", "a", "a"], items: ["x", "y", "x"], values: [1, 2, 5] };
    expect([...interactionsFromColumns(twice).byUser.values]).toEqual([5, 2]);
    expect([...interactionsFromColumns(twice, { duplicates: "sum" }).byUser.values]).toEqual([6, 2]);
  });

  it("count 1 for each row without values", () => {
    expect([...interactionsFromColumns({ users: ["a", "b"], items: ["x", "x"] }).byUser.values]).toEqual([
      1, 1,
    ]);
  });

  it("are cut into folds under the same ids", () => {
    const X = interactionsFromColumns(columns);
    const part = selectInteractions(X, Int32Array.of(1, 4));
    expect(part.users).toBe(X.users);
    expect([...part.byUser.starts]).toEqual([0, 1, 1, 2]);
    expect([...part.byUser.values]).toEqual([4, 1]);
    expect([...part.timestamps!]).toEqual([30, 40]);
  });

  it("refuse emptiness, unequal columns and values that are not numbers", () => {
    expect(() => interactionsFromColumns({ users: [], items: [] })).toThrow(MlError);
    expect(() => interactionsFromColumns({ users: ["a"], items: [] })).toThrow(/items/);
    expect(() => interactionsFromColumns({ users: ["a"], items: ["x"], values: [Number.NaN] })).toThrow(
      /finite/,
    );
  });
});

describe("preference weights", () => {
  it("follow the mid-rank of the values with mean 1", () => {
    // Values 1..5 once each: mid-ranks .1 .3 .5 .7 .9, weights 1 + .5(2F − 1) = .6 .8 1 1.2 1.4.
    const { byUser, byItem } = preferenceWeights(interactionsFromColumns(columns), 0.5);
    expect([...byUser.values].map((w) => w.toFixed(12))).toEqual(
      [1.4, 1.2, 1, 0.8, 0.6].map((w) => w.toFixed(12)),
    );
    expect([...byItem.values].map((w) => w.toFixed(12))).toEqual(
      [1.4, 1, 1.2, 0.6, 0.8].map((w) => w.toFixed(12)),
    );
  });

  it("are all 1 where all values are equal or influence is zero", () => {
    const same = interactionsFromColumns({ users: ["a", "b"], items: ["x", "x"] });
    expect([...preferenceWeights(same, 0.9).byUser.values]).toEqual([1, 1]);
    expect([...preferenceWeights(interactionsFromColumns(columns), 0).byUser.values]).toEqual([
      1, 1, 1, 1, 1,
    ]);
  });
});
