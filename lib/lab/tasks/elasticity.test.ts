import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLab } from "../run-lab";

interface Output {
  readonly error?: { readonly code: string; readonly line: number | null };
  readonly rows: number;
  readonly rowsLeftOut: number;
  readonly specification: string;
  readonly groups: readonly {
    readonly group: string;
    readonly elasticity: number | null;
    readonly standardError: number | null;
    readonly n: number;
    readonly reason: string | null;
  }[];
}

async function elasticity(...words: string[]): Promise<Output> {
  const outcome = await runLab(["elasticity", ...words], { progress: () => {} });
  return JSON.parse(outcome.json) as Output;
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "souk-elasticity-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(text: string): string {
  const path = join(folder, `${Math.abs(hash(text))}.csv`);
  writeFileSync(path, text);
  return path;
}
function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (Math.imul(value, 31) + character.charCodeAt(0)) | 0;
  return value;
}

/** units = level · price^slope exactly. */
function exact(groups: Record<string, [number, number]>): string {
  const lines = Object.entries(groups).flatMap(([name, [level, slope]]) =>
    [1, 2, 3, 4.5, 6].map((price) => `${name},${level * price ** slope},${price}`),
  );
  return `product,units,price\n${lines.join("\n")}\n`;
}

describe("the elasticity task", () => {
  it("recovers constant elasticities exactly, by group", async () => {
    const path = file(
      exact({ tea: [100, -2], rice: [50, -0.5], "a, b": [10, -3.25] }).replaceAll("a, b", '"a, b"'),
    );
    const { groups } = await elasticity(
      "--data",
      path,
      "--units",
      "units",
      "--price",
      "price",
      "--by",
      "product",
    );
    expect(groups.map((g) => g.group)).toEqual(["tea", "rice", "a, b"]);
    [-2, -0.5, -3.25].forEach((slope, g) => {
      expect(groups[g]!.elasticity).toBeCloseTo(slope, 10);
      expect(groups[g]!.n).toBe(5);
    });
  });

  it("reads logarithms as they are when told so", async () => {
    const path = file("q,p\n5,1\n3,2\n1,3\n-1,4\n");
    const { groups } = await elasticity(
      "--data",
      path,
      "--units",
      "q",
      "--price",
      "p",
      "--units-are-logs",
      "--price-is-log",
    );
    expect(groups[0]).toMatchObject({ group: "all", n: 4 });
    expect(groups[0]!.elasticity).toBeCloseTo(-2, 12);
  });

  it("leaves out rows without a logarithm or with a gap, and counts them", async () => {
    const path = file("units,price\n8,1\n2,2\n0,3\n-1,3\nNA,4\n0.5,4\n,1\n");
    const { rows, rowsLeftOut, groups } = await elasticity(
      "--data",
      path,
      "--units",
      "units",
      "--price",
      "price",
    );
    expect({ rows, rowsLeftOut }).toEqual({ rows: 3, rowsLeftOut: 4 });
    expect(groups[0]!.elasticity).toBeCloseTo(-2, 12);
  });

  it("says why a group has no figure: one price, too few rows", async () => {
    const path = file("g,units,price\nfixed,5,2\nfixed,6,2\nfixed,7,2\nfew,1,1\nok,8,1\nok,2,2\nok,1,3\n");
    const { groups } = await elasticity("--data", path, "--units", "units", "--price", "price", "--by", "g");
    expect(groups.map((g) => g.elasticity === null)).toEqual([true, true, false]);
    expect(groups[0]!.reason).toMatch(/does not vary/);
    expect(groups[1]!.reason).not.toBeNull();
  });

  it("takes words among the controls as effects", async () => {
    const rows = ["north", "south"].flatMap((place, k) =>
      [1, 2, 4].map((p) => `${(k + 1) * 9 * p ** -1.5},${p},${place}`),
    );
    const path = file(`units,price,place\n${rows.join("\n")}\n`);
    const { groups } = await elasticity(
      "--data",
      path,
      "--units",
      "units",
      "--price",
      "price",
      "--controls",
      "place",
    );
    expect(groups[0]!.elasticity).toBeCloseTo(-1.5, 10);
  });

  it.each([
    ["a missing file", ["--data", "/nowhere.csv"], "FILE_NOT_FOUND"],
    ["a missing column", ["--price", "cost"], "MISSING_COLUMN"],
    ["an unknown option", ["--colour", "red"], "BAD_OPTION"],
  ])("refuses %s by code", async (_, words, code) => {
    const path = file(exact({ tea: [100, -2] }));
    const options = { "--data": path, "--units": "units", "--price": "price" };
    const all = { ...options, [words[0]!]: words[1]! };
    expect((await elasticity(...Object.entries(all).flat())).error?.code).toBe(code);
  });

  it("names the line of a cell that is no number", async () => {
    const path = file("units,price\n1,2\n2,three\n3,4\n4,5\n");
    const { error } = await elasticity("--data", path, "--units", "units", "--price", "price");
    expect(error).toMatchObject({ code: "NOT_A_NUMBER", line: 3 });
  });
});

const DATA = join(process.cwd(), "..", "shared", "data");
describe.skipIf(!existsSync(DATA))("orange juice (skipped where ../shared/data does not exist)", () => {
  const path = join(DATA, "orange-juice", "orangeJuice_yx.csv.gz");
  const base = ["--data", path, "--units", "logmove", "--units-are-logs", "--price", "price{brand}"];

  it("gives the published slopes of the three brands", async () => {
    // Taddy (2019), Business Data Science, ch. 2: −3.1387 with brand effects; −2.7117, −3.3210, −3.3775 by brand.
    const { groups } = await elasticity(...base, "--by", "brand");
    const slopes = new Map(groups.map((g) => [g.group, g.elasticity]));
    expect(slopes.get("1")).toBeCloseTo(-2.7117, 3);
    expect(slopes.get("5")).toBeCloseTo(-3.321, 3);
    expect(slopes.get("10")).toBeCloseTo(-3.3775, 3);
  });

  it("gives the slopes and clustered errors with cross prices, promotion and store effects", async () => {
    const prices = Array.from({ length: 11 }, (_, k) => `log(price${k + 1})`).join(",");
    const { groups } = await elasticity(
      ...base,
      ...["--by", "brand", "--controls", `${prices},feat,deal`],
      ...["--fixed-effects", "store", "--cluster", "store"],
    );
    const expected: Record<string, [number, number]> = {
      "1": [-2.781, 0.057],
      "5": [-2.905, 0.061],
      "10": [-2.831, 0.044],
      "11": [-1.001, 0.074],
    };
    for (const [brand, [slope, error]] of Object.entries(expected)) {
      const found = groups.find((g) => g.group === brand)!;
      expect(Math.abs(found.elasticity! - slope)).toBeLessThan(6e-4);
      expect(Math.abs(found.standardError! - error)).toBeLessThan(6e-4);
    }
  });

  it.each([
    ["no controls", [], -1.507],
    ["brand effects", ["--fixed-effects", "brand"], -2.916],
    ["brand effects and promotion", ["--fixed-effects", "brand", "--controls", "feat,deal"], -2.365],
    ["store and brand together", ["--fixed-effects", "store*brand", "--controls", "feat,deal"], -2.528],
    ["and weeks", ["--fixed-effects", "store*brand,week", "--controls", "feat,deal"], -3.289],
  ])("shows how the specification moves the slope: %s", async (_, words, slope) => {
    const { groups } = await elasticity(...base, ...words);
    expect(Math.abs(groups[0]!.elasticity! - slope)).toBeLessThan(6e-4);
  });
});
