import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { areaUnderUplift, qiniCoefficient } from "../../ml/causal/uplift-curve";
import { readTable } from "../read-table";
import { runLab } from "../run-lab";
import { numberColumn, requireColumn, textColumn } from "../table";

const DATA = fileURLToPath(new URL("../../../../shared/data", import.meta.url));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "souk-experiment-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, "experiment.csv");
  writeFileSync(path, text);
  return path;
}

interface Arm {
  readonly arm: string;
  readonly [figure: string]: unknown;
}

async function run(...words: string[]) {
  const { json, exitCode } = await runLab(["experiment", ...words], { progress: () => {} }, (error) => {
    throw error;
  });
  return { exitCode, figures: JSON.parse(json) as { arms: Arm[]; [key: string]: unknown } };
}

const small = "group,spend,city,age\nsend,3,Rome,1\nhold,1,Rome,2\nsend,5,Oslo,3\nhold,1,,4\nlone,9,Rome,5\n";

describe("experiment", () => {
  it("compares every arm with the control, as by hand", async () => {
    // send 3 and 5 against hold 1 and 1: effect 3, error 1. One customer in "lone": nothing to say.
    const words = ["--data", file(small), "--treatment", "group", "--control", "hold", "--outcome", "spend"];
    const { figures } = await run(...words);
    expect(figures.arms.map(({ arm }) => arm)).toEqual(["lone", "send"]);
    expect(figures.arms[1]).toMatchObject({ effect: 3, standardError: 1, n: 2, controls: 2, qini: null });
    expect(figures.arms[0]).toMatchObject({ effect: null, low: null, n: 1 });
    expect(figures.controlMean).toBe(1);
  });
  it("makes columns of features, texts included, and says which", async () => {
    const lines = Array.from({ length: 400 }, (_, i) => {
      const treated = i % 2;
      const city = ["Rome", "Oslo", "Lima"][i % 3]!;
      return `${treated},${Number((i * 7919) % 10 < 3 + 4 * treated * Number(city === "Rome"))},${city},${i % 11 || ""}`;
    });
    const words = [
      "--data",
      file(`w,bought,city,age\n${lines.join("\n")}\n`),
      "--treatment",
      "w",
      "--control",
      "0",
    ];
    const { figures } = await run(...words, "--outcome", "bought", "--features", "city,age");
    expect(figures.features).toEqual(["city=Oslo", "city=Lima", "age"]);
    expect(figures.arms[0]!.qini as number).toBeGreaterThan(0);
    expect(figures.arms[0]!.auuc as number).toBeGreaterThan(0);
    expect(figures.arms[0]!.varianceReduction).not.toBeNull();
  });
  it.each([
    ["an unknown control", ["--control", "none", "--outcome", "spend"], "BAD_OPTION", null],
    ["an unknown column", ["--control", "hold", "--outcome", "visits"], "MISSING_COLUMN", 1],
    ["an outcome of words", ["--control", "hold", "--outcome", "city"], "NOT_A_NUMBER", 2],
    ["a control of one", ["--control", "lone", "--outcome", "spend"], "NOT_ENOUGH_DATA", null],
    ["the treatment as the outcome", ["--control", "hold", "--outcome", "group"], "BAD_OPTION", null],
    [
      "the outcome as a feature",
      ["--control", "hold", "--outcome", "spend", "--features", "age,spend"],
      "BAD_OPTION",
      null,
    ],
  ])("refuses %s", async (_, words, code, line) => {
    const { exitCode, figures } = await run("--data", file(small), "--treatment", "group", ...words);
    expect(exitCode).toBe(1);
    expect(figures).toMatchObject({ error: { code, line } });
  });
  it.each(["1e200", "1e-200"])(
    "refuses an outcome of %s, whose square is no number, by its line",
    async (huge) => {
      const words = ["--treatment", "group", "--control", "hold", "--outcome", "spend"];
      const { figures } = await run("--data", file(small.replace("lone,9", `lone,${huge}`)), ...words);
      expect(figures).toMatchObject({ error: { code: "BAD_VALUE", line: 6 } });
    },
  );
  it("refuses a row that is in no arm, by its line", async () => {
    const words = ["--treatment", "group", "--control", "hold", "--outcome", "spend"];
    const { figures } = await run("--data", file(small.replace("lone,9", ",9")), ...words);
    expect(figures).toMatchObject({ error: { code: "BAD_VALUE", line: 6 } });
  });
});

describe.skipIf(!existsSync(DATA))(
  "Hillstrom's e-mails (skipped where ../shared/data does not exist)",
  () => {
    const path = join(DATA, "hillstrom/hillstrom.csv.gz");
    it.each([
      ["visit", [0.07659, 0.069953, 0.083226], [0.045233, 0.038894, 0.051573]],
      ["conversion", [0.006805, 0.005, 0.00861], [0.003111, 0.001499, 0.004723]],
      ["spend", [0.769827, 0.485149, 1.054505], [0.424412, 0.168965, 0.67986]],
    ])("have the published effects on %s", async (outcome, mens, womens) => {
      const words = [
        "--data",
        path,
        "--treatment",
        "segment",
        "--control",
        "No E-Mail",
        "--outcome",
        outcome,
      ];
      const { figures } = await run(...words);
      [mens, womens].forEach(([effect, low, high], k) => {
        expect(figures.arms[k]!.effect).toBeCloseTo(effect!, 6);
        expect(figures.arms[k]!.low).toBeCloseTo(low!, 6);
        expect(figures.arms[k]!.high).toBeCloseTo(high!, 6);
      });
    });
    it("have the published Qini coefficients and areas for raw columns as scores", () => {
      const table = readTable(path);
      const segment = textColumn(table, requireColumn(table, ["segment"]));
      const visit = numberColumn(table, requireColumn(table, ["visit"]));
      for (const [arm, column, qini, auuc] of [
        ["Womens E-Mail", "womens", 0.06401551, 0.02943116],
        ["Womens E-Mail", "recency", 0.0049738, 0.00216645],
        ["Mens E-Mail", "history", 0.0184334, 0.00957842],
      ] as const) {
        const rows = Array.from(segment.keys()).filter(
          (i) => segment[i] === arm || segment[i] === "No E-Mail",
        );
        const experiment = {
          outcome: Float64Array.from(rows, (i) => visit[i]!),
          treatment: Uint8Array.from(rows, (i) => Number(segment[i] === arm)),
        };
        const values = numberColumn(table, requireColumn(table, [column]));
        const score = Float64Array.from(rows, (i) => values[i]!);
        expect(qiniCoefficient(experiment, score)).toBeCloseTo(qini, 8);
        expect(areaUnderUplift(experiment, score)).toBeCloseTo(auuc, 8);
      }
    });
  },
);
