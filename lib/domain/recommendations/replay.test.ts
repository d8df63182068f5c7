import { describe, expect, it } from "vitest";
import { type ReplayedList, replay, replayDifference } from "./replay";

/** A small generator, so that the floor stays free of others. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const POOL = ["a", "b", "c", "d", "e", "f", "g", "h"];
const APPEAL = new Map(POOL.map((id, k) => [id, 0.02 + 0.03 * k]));

/** Lists of two drawn from eight; each product is clicked with its own chance. */
function log(lists: number, seed = 7) {
  const next = draws(seed);
  return Array.from({ length: lists }, (_, k) => {
    const left = [...POOL];
    const shown = [0, 1].map(() => left.splice(Math.floor(next() * left.length), 1)[0]!);
    const clicked = new Set(shown.filter((id) => next() < APPEAL.get(id)!));
    const profitMinor = new Map([...clicked].map((id) => [id, 1000]));
    return { customerId: `c${k % 500}`, poolSize: POOL.length, shown, clicked, profitMinor };
  });
}
const aim = (rows: ReturnType<typeof log>, target: string[]): ReplayedList[] =>
  rows.map((row) => ({ ...row, target }));

describe("a replay", () => {
  it("finds what a policy would have earned, within its interval nine times in ten", () => {
    const target = ["g", "h"];
    const truth = 1000 * (APPEAL.get("g")! + APPEAL.get("h")!);
    let covered = 0;
    for (let seed = 1; seed <= 200; seed++) {
      const result = replay(aim(log(800, seed * 977), target));
      if (!result.tells) throw new Error("it should tell");
      if (result.clicks.low <= truth && truth <= result.clicks.high) covered++;
      expect(result.support).toBeGreaterThan(0.8);
      expect(result.profitMinor.value).toBeCloseTo(1000 * result.clicks.value, 6);
    }
    expect(covered / 200).toBeGreaterThan(0.85);
    expect(covered / 200).toBeLessThan(0.96);
  });

  it("is worked by hand: two places in a pool of four, each meeting weighs two", () => {
    const rows = Array.from(
      { length: 200 },
      (_, k): ReplayedList => ({
        customerId: `c${k}`,
        poolSize: 4,
        shown: k % 2 === 0 ? ["a", "c"] : ["c", "d"],
        clicked: k % 4 === 0 ? new Set(["a"]) : new Set(),
        profitMinor: new Map(),
        target: ["a", "b"],
      }),
    );
    // a is met in 100 lists, clicked in 50: ½ a place, 1000 for two places. Met places: 100 · 2 of 400.
    const result = replay(rows);
    expect(result).toMatchObject({ tells: true, lists: 200, support: 0.5 });
    if (result.tells) expect(result.clicks.value).toBeCloseTo(1000, 9);
  });

  it("says that it cannot tell outside what was tried, of few lists, and of few clicks", () => {
    expect(replay(aim(log(2_000), ["x", "y"]))).toMatchObject({ tells: false, reason: "outside-support" });
    expect(replay(aim(log(50), ["g", "h"]))).toMatchObject({ tells: false, reason: "few-lists" });
    expect(replay(aim(log(120, 3), ["a", "b"]))).toMatchObject({ tells: false, reason: "few-clicks" });
    expect(replay([])).toMatchObject({ tells: false, support: 0 });
  });

  it("tells two policies apart more sharply together than each alone", () => {
    const rows = log(4_000).map((row) => ({ ...row, target: ["f", "h"], otherTarget: ["g", "h"] }));
    const difference = replayDifference(rows)!;
    const alone = replay(rows);
    if (!alone.tells) throw new Error("it should tell");
    expect(difference.clicks.high - difference.clicks.low).toBeLessThan(
      Math.SQRT2 * (alone.clicks.high - alone.clicks.low),
    );
    // g is clicked 30 times a thousand more often than f.
    let covered = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const other = log(800, seed * 7_919).map((row) => ({
        ...row,
        target: ["f", "h"],
        otherTarget: ["g", "h"],
      }));
      const { low, high } = replayDifference(other)!.clicks;
      if (low <= 30 && 30 <= high) covered++;
    }
    expect(covered).toBeGreaterThan(80);
    const same = replayDifference(rows.map((row) => ({ ...row, otherTarget: row.target })))!;
    expect(same.clicks).toEqual({ value: 0, low: 0, high: 0 });
  });
});
