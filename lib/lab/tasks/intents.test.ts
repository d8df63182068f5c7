import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLab } from "../run-lab";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "souk-intents-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, rows: readonly (readonly string[])[], header = "text,intent"): string {
  const path = join(folder, name);
  writeFileSync(path, [header, ...rows.map((row) => row.map((cell) => `"${cell}"`).join(","))].join("\n"));
  return path;
}

async function run(...words: string[]) {
  const { json, exitCode } = await runLab(["intents", ...words], { progress: () => {} }, (error) => {
    throw error;
  });
  return { exitCode, figures: JSON.parse(json) as Record<string, unknown> };
}

const train = [
  ["where is my parcel", "status"],
  ["track my parcel", "status"],
  ["I want a refund", "refund"],
  ["refund me, please", "refund"],
  ["tell me a joke", "oos"],
];
const test = [
  ["where is the parcel", "status"],
  ["a refund please", "refund"],
  ["unknown to everyone", "status"],
  ["Ωμέγα", "oos"],
];

describe("intents", () => {
  it("learns from one file and is judged on another", async () => {
    const { figures } = await run(
      "--train",
      file("a.csv", train),
      "--test",
      file("b.csv", test),
      "--oos",
      "oos",
    );
    expect(figures).toMatchObject({
      intents: 2,
      trainMessages: 5,
      testMessages: 4,
      baselineAccuracy: 2 / 3,
      oosRecall: 1,
    });
    expect(figures.accuracy as number).toBeGreaterThanOrEqual(2 / 3);
    expect(figures.topThreeAccuracy).toBe(1);
  });
  it("takes a label column by any of its names and gives null without out-of-scope messages", async () => {
    const words = [
      "--train",
      file("c.csv", train, "Utterance,category"),
      "--test",
      file("d.csv", test, "text,label"),
    ];
    const { figures } = await run(...words);
    expect(figures).toMatchObject({ intents: 3, oosAuroc: null, oosRecall: null });
  });
  it.each([
    ["no label column", [["a", "b"]], "text,y", "MISSING_COLUMN"],
    [
      "a row without an intent",
      [
        ["a", "x"],
        ["b", ""],
      ],
      "text,intent",
      "BAD_VALUE",
    ],
    [
      "one intent",
      [
        ["a", "x"],
        ["b", "x"],
      ],
      "text,intent",
      "NOT_ENOUGH_DATA",
    ],
  ] as const)("refuses %s", async (_, rows, header, code) => {
    const bad = file("bad.csv", rows, header);
    const { exitCode, figures } = await run("--train", bad, "--test", file("e.csv", test));
    expect(exitCode).toBe(1);
    expect(figures).toMatchObject({ error: { code } });
  });
});
