import { describe, expect, it } from "vitest";
import { formatGoal, type Goal, isReached, measureMean, numberOf } from "./goal";

const goal: Goal = { what: "x", bound: { least: 0.9 }, reached: 0.95, runs: 2, cpuSeconds: 1.5 };

describe("a goal", () => {
  it.each([
    [{ bound: { least: 0.9 } }, true],
    [{ bound: { least: 0.96 } }, false],
    [{ bound: { most: 0.95 } }, true],
    [{ bound: { most: 0.94 } }, false],
    [{ bound: { value: 1, within: 0.06 } }, true],
    [{ bound: { value: 1, within: 0.04 } }, false],
    [{ mostCpuSeconds: 2 }, true],
    [{ mostCpuSeconds: 1 }, false],
    [{ mostCpuSeconds: 2, cpuSeconds: null }, false],
    [{ reached: null }, false],
    [{ reached: Number.NaN }, false],
  ] as const)("with %o is kept: %s", (change, kept) => {
    expect(isReached({ ...goal, ...change })).toBe(kept);
  });
  it("is a line of a table, misses in bold", () => {
    expect(formatGoal(goal)).toBe("| x | ≥ 0.9 | 0.95 | 1.5 | 2 | yes |");
    expect(formatGoal({ ...goal, reached: null, cpuSeconds: null, mostCpuSeconds: 3 })).toBe(
      "| x | ≥ 0.9 in 3 s | – |  | 2 | **no** |",
    );
  });
});

describe("figures of several runs", () => {
  it("are averaged, each run asked for once", async () => {
    const asked: string[] = [];
    const lab = async (words: readonly string[]) => {
      asked.push(words.join(" "));
      return { rmse: Number(words[1]), fitCpuSeconds: 2 };
    };
    const found = await measureMean(
      lab,
      [
        ["a", "1"],
        ["b", "2"],
      ],
      "rmse",
    );
    expect(found).toEqual({ reached: 1.5, cpuSeconds: 2, runs: 2, all: [1, 2] });
    expect(asked).toEqual(["a 1", "b 2"]);
  });
  it("are refused where a run ended with an error", () => {
    expect(() => numberOf({ error: { code: "EMPTY_FILE" } }, "rmse")).toThrow(/EMPTY_FILE/);
  });
});
