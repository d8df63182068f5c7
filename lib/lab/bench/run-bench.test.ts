import { describe, expect, it } from "vitest";
import type { Bench } from "./bench";
import { BENCHES } from "./registry";
import { formatRows, runBench } from "./run-bench";

function bench(): Bench & { calls: string[] } {
  const calls: string[] = [];
  const contender = (name: string, seconds: readonly number[], quality: number, mostRuns?: number) => {
    let run = 0;
    return {
      name,
      ...(mostRuns === undefined ? {} : { mostRuns }),
      measure: () => {
        calls.push(name);
        const wall = seconds[Math.min(run++, seconds.length - 1)]!;
        return { seconds: wall, cpuSeconds: wall / 2, quality };
      },
    };
  };
  return {
    name: "b",
    about: "",
    quality: "",
    calls,
    contenders: () => [
      contender("ours", [99, 4, 2, 3], 10),
      contender("theirs", [8, 4, 6], 20),
      contender("slow", [50], 10, 1),
      {
        name: "absent",
        measure: () => {
          calls.push("absent");
          return null;
        },
      },
    ],
  };
}

describe("a benchmark", () => {
  it("compares best times after a warm-up, in turn, and leaves out what is not installed", async () => {
    const subject = bench();
    const rows = await runBench(subject, 3);
    expect(
      rows.map((row) => [
        row.contender,
        row.seconds,
        row.ourTimeRatio,
        row.cpuSeconds,
        row.ourCpuRatio,
        row.ourQualityRatio,
      ]),
    ).toEqual([
      ["ours", 2, 1, 1, 1, 1],
      ["theirs", 4, 0.5, 2, 0.5, 0.5],
      ["slow", 50, 0.04, 25, 0.04, 1],
      ["absent", null, null, null, null, null],
    ]);
    expect(subject.calls).toEqual([
      "ours",
      "ours",
      "theirs",
      "slow",
      "absent",
      "ours",
      "theirs",
      "ours",
      "theirs",
    ]);
    expect(formatRows(rows)).toContain("not installed");
  });
  it("stands in the registry under its own name, ours first", async () => {
    for (const [name, load] of Object.entries(BENCHES)) expect((await load()).name).toBe(name);
  });
});
