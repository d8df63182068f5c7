import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseArguments } from "./parse-arguments";
import { LAB_TASKS } from "./registry";
import { runLab } from "./run-lab";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "souk-lab-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...words: string[]): Promise<{ exitCode: number; output: Record<string, unknown> }> {
  const unexpected: unknown[] = [];
  const outcome = await runLab(words, { progress: () => {} }, (error) => unexpected.push(error));
  expect(unexpected).toEqual([]);
  return { exitCode: outcome.exitCode, output: JSON.parse(outcome.json) as Record<string, unknown> };
}

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const twoGroups = "id,x,y,kind\na,0,0,low\nb,1,0,low\nc,0,1,low\nd,10,10,high\ne,11,10,high\nf,10,11,high\n";

describe("options", () => {
  it("are read with one or two dashes, values, switches and negative numbers", () => {
    expect(parseArguments(["--min-rating", "-4", "--standardise", "-k", "10", "--seed=7"])).toEqual({
      minRating: "-4",
      standardise: true,
      k: "10",
      seed: "7",
    });
  });
  it.each([
    ["a stray word", ["cluster", "stray"]],
    ["a repeated option", ["cluster", "-k", "2", "-k", "3"]],
    ["an unknown option", ["cluster", "--data", "x", "-k", "2", "--colour", "red"]],
    ["a missing option", ["cluster", "--data", "x"]],
    ["an option without its value", ["cluster", "--data", "-k", "2"]],
    ["a value for a switch", ["cluster", "--data", "x", "-k", "2", "--standardise", "yes"]],
    ["half a cluster", ["cluster", "--data", "x", "-k", "1.5"]],
  ])("are refused for %s", async (_, words) => {
    const { exitCode, output } = await run(...words);
    expect(exitCode).toBe(1);
    expect(output).toEqual({ error: { code: "BAD_OPTION", message: expect.any(String), line: null } });
  });
});

describe("the lab", () => {
  it("refuses an unknown task and names those it has", async () => {
    for (const words of [["nonsense"], ["toString"], []]) {
      const { exitCode, output } = await run(...words);
      expect(exitCode).toBe(1);
      expect(output).toEqual({
        error: { code: "UNKNOWN_TASK", message: expect.stringContaining("cluster"), line: null },
      });
    }
  });
  it("loads every task under its own name", async () => {
    for (const [name, load] of Object.entries(LAB_TASKS)) expect((await load()).name).toBe(name);
  });
  it("passes an unforeseen failure on whole and prints INTERNAL", async () => {
    const seen: unknown[] = [];
    const context = {
      progress: () => {
        throw new TypeError("boom");
      },
    };
    const words = ["cluster", "--data", file("good.csv", twoGroups), "-k", "2"];
    const outcome = await runLab(words, context, (error) => seen.push(error));
    expect(seen).toHaveLength(1);
    expect(JSON.parse(outcome.json)).toMatchObject({ error: { code: "INTERNAL" } });
  });
});

describe("cluster", () => {
  it("finds the groups of a file and holds them against labels", async () => {
    const { exitCode, output } = await run(
      "cluster",
      "--data",
      file("two.csv", twoGroups),
      "-k",
      "2",
      "--labels",
      "kind",
    );
    expect(exitCode).toBe(0);
    // Within each group: three points, centre (1/3, 1/3), sum of squares 4/3.
    expect(output.inertia).toBeCloseTo(8 / 3, 12);
    expect(output).toMatchObject({ rows: 6, columns: ["x", "y"], ari: 1, sizes: [3, 3], missingCells: 0 });
  });
  it.each(["kmeans", "minibatch", "ward", "average", "complete", "single"])(
    "does so by %s",
    async (algorithm) => {
      const words = ["cluster", "--data", file("two.csv", twoGroups), "-k", "2", "--labels", "kind"];
      const { output } = await run(...words, "--algorithm", algorithm);
      expect(output).toMatchObject({ algorithm, ari: 1, sizes: [3, 3] });
      expect(output.inertia).toBeCloseTo(8 / 3, 12);
      expect(output.silhouette).toBeGreaterThan(0.9);
    },
  );
  it("gives null where a figure does not apply", async () => {
    const { output } = await run("cluster", "--data", file("one.csv", twoGroups), "-k", "1");
    expect(output).toMatchObject({ silhouette: null, calinskiHarabasz: null, ari: null });
  });
  it("uses the columns it is told and fills gaps", async () => {
    const gaps = file("gaps.csv", twoGroups.replace("b,1,0", "b,,0"));
    const { output } = await run("cluster", "--data", gaps, "-k", "2", "--columns", "x", "--standardise");
    expect(output).toMatchObject({ columns: ["x"], missingCells: 1 });
  });
  it.each(["id", "ID", "customer_id", "CustomerID", "customerId"])(
    "leaves %s out unless it is asked for",
    async (name) => {
      const numbered = file("numbered.csv", `${name},x,paid\n1,0,5\n2,1,4\n3,9,5\n4,10,5\n`);
      const { output } = await run("cluster", "--data", numbered, "-k", "2");
      expect(output).toMatchObject({ columns: ["x", "paid"] });
      const asked = await run("cluster", "--data", numbered, "-k", "2", "--columns", `${name},x`);
      expect(asked.output).toMatchObject({ columns: [name, "x"] });
    },
  );
  it.each(["", "Unnamed: 0", "index"])("leaves row numbers out, saved under the name %j", async (name) => {
    const counted = file("counted.csv", `${name},x\n0,5\n1,4\n2,9\n3,8\n`);
    expect((await run("cluster", "--data", counted, "-k", "2")).output).toMatchObject({ columns: ["x"] });
    const measured = file("measured.csv", `${name},x\n0,5\n7,4\n2,9\n3,8\n`);
    expect((await run("cluster", "--data", measured, "-k", "2")).output.columns).toHaveLength(2);
  });
  it.each([
    ["a text among numbers", twoGroups.replace("c,0,1", "c,zero,1"), { code: "NOT_A_NUMBER", line: 4 }],
    ["a row too short", twoGroups.replace("d,10,10,high", "d,10,10"), { code: "RAGGED_ROW", line: 5 }],
    ["more clusters than rows", "id,x\na,1\n", { code: "NOT_ENOUGH_DATA", line: null }],
    ["no numbers at all", "name,kind\na,b\nc,d\n", { code: "MISSING_COLUMN", line: null }],
  ])("refuses %s", async (_, text, error) => {
    const { exitCode, output } = await run("cluster", "--data", file("bad.csv", text), "-k", "2");
    expect(exitCode).toBe(1);
    expect(output).toMatchObject({ error });
  });
});
