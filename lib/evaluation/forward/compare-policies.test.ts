import { describe, expect, it } from "vitest";
import { runHistory } from "@/lib/world/run-history";
import { stateToJson } from "@/lib/world/state";
import { comparePolicies } from "./compare-policies";
import { type Policy, USUAL } from "./run-forward";

const steps = runHistory({ size: "small", historyDays: 50 });
let result = steps.next();
while (!result.done) result = steps.next();
const start = result.value;

/** Sells everything at half its list price. */
const giveAway: Policy = {
  name: "half price",
  begin() {
    const lists = new Map(start.state.world.goods.rows.map((row) => [row.productNo, row.listPriceMinor]));
    let begun = false;
    return (_, usual) => {
      if (begun) return { ...usual, prices: [] };
      begun = true;
      const prices = [...lists]
        .filter(([productNo]) => start.state.released[productNo - 1] === 1)
        .map(([productNo, minor]) => ({
          productNo,
          priceMinor: Math.round(minor / 2),
          compareAtMinor: null,
          reason: "test" as const,
        }));
      return { ...usual, prices };
    };
  },
};

describe("policies run forward", () => {
  it("meet the same worlds: a policy compared with itself differs by nothing", () => {
    const before = JSON.stringify(stateToJson(start.state));
    const [usual, again] = comparePolicies(start, [USUAL, { ...USUAL, name: "again" }], {
      days: 21,
      replicates: 3,
    });
    expect(again).toMatchObject({ differenceMinor: 0, lowMinor: 0, highMinor: 0 });
    expect(again!.runs.map((run) => run.weeklyProfitMinor)).toEqual(
      usual!.runs.map((run) => run.weeklyProfitMinor),
    );
    expect(new Set(usual!.runs.map((run) => run.profitMinor)).size).toBe(3);
    expect(JSON.stringify(stateToJson(start.state))).toBe(before);
  });

  it("are told apart in few runs: half price sells far more and earns less", () => {
    const [usual, half] = comparePolicies(start, [USUAL, giveAway], { days: 21, replicates: 4 });
    const units = (comparison: typeof usual) => comparison!.runs.reduce((sum, run) => sum + run.units, 0);
    expect(units(half)).toBeGreaterThan(1.5 * units(usual));
    expect(half!.highMinor).toBeLessThan(0);
  });

  it("show a policy the rows of yesterday, in order, and nothing on the first morning", () => {
    const seen: (number | null)[] = [];
    const watcher: Policy = {
      name: "watcher",
      begin: () => (yesterday, usual) => {
        seen.push(yesterday?.day ?? null);
        return usual;
      },
    };
    comparePolicies(start, [watcher], { days: 3, replicates: 2 });
    expect(seen).toEqual([null, 50, 51, null, 50, 51]);
  });

  it("need two replicates for an interval", () => {
    expect(() => comparePolicies(start, [USUAL], { days: 1, replicates: 1 })).toThrow(RangeError);
  });
});
