import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Bench } from "./bench";
import { findPackage, lookForPackagesIn } from "./find-package";
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
        install: "get absent",
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
    expect(formatRows(rows).split("\n").slice(-2)).toEqual([
      expect.stringMatching(/^absent +not installed( +–)+$/),
      "To add absent: get absent",
    ]);
  });
  it("stands in the registry under its own name", async () => {
    for (const [name, load] of Object.entries(BENCHES)) expect((await load()).name).toBe(name);
  });
});

describe("a package that is compared with", () => {
  it("comes from the side folder first, else from the project, and may be missing", async () => {
    expect(await findPackage("no-such-package-of-this-name")).toBeNull();
    expect(await findPackage("zod")).toHaveProperty("z");
    const folder = mkdtempSync(join(tmpdir(), "souk-bench-"));
    const write = (name: string, body: string) => {
      const home = join(folder, "node_modules", name);
      mkdirSync(home, { recursive: true });
      writeFileSync(join(home, "package.json"), JSON.stringify({ name, type: "module", main: "index.js" }));
      writeFileSync(join(home, "index.js"), body);
    };
    write("zod", "export const side = 7;");
    write("no-such-package-of-this-name", "export const side = 8;");
    try {
      lookForPackagesIn(folder);
      expect(await findPackage("zod")).toMatchObject({ side: 7 });
      expect(await findPackage("no-such-package-of-this-name")).toMatchObject({ side: 8 });
      expect(await findPackage("fast-check")).toHaveProperty("assert");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
