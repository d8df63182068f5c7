import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../../ml/core/rng";
import { runLab } from "../run-lab";

interface Output {
  readonly error?: { readonly code: string; readonly line: number | null };
  readonly rows: number;
  readonly rowsLeftOut: number;
  readonly specification: string;
  readonly groups: readonly {
    readonly priceExplained: number | null;
    readonly shrunk: number | null;
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

  it("takes the rows it is told to, and the others' prices without the row's own", async () => {
    // units = own^−2 · other^.5 exactly, own being a's or b's price; brand c breaks the rule.
    const rows = [1, 2, 3, 4.5].flatMap((pa) =>
      [2, 5, 7].flatMap((pb) => [
        `a,${pa ** -2 * pb ** 0.5},${pa},${pb}`,
        `b,${pb ** -2 * pa ** 0.5},${pa},${pb}`,
        `c,${pa},${pa},${pb}`,
      ]),
    );
    const path = file(`brand,units,price_a,price_b\n${rows.join("\n")}\n`.replaceAll("price_", "price"));
    const words = ["--data", path, "--units", "units", "--price", "price{brand}", "--where", "brand=a, b"];
    const { groups, rows: taken } = await elasticity(...words, "--controls", "log(price{!brand})");
    expect(taken).toBe(24);
    expect(groups[0]!.elasticity).toBeCloseTo(-2, 10);
  });

  it("finds by double machine learning a slope that a confounder hides from least squares", async () => {
    const rng = createRng("confounded");
    const lines = Array.from({ length: 800 }, () => {
      const season = 4 * rng.next() - 2;
      const price = Math.exp(0.5 * season ** 2 + 0.4 * randomNormal(rng));
      return `${Math.exp(3 + 2 * season ** 2 - 1.5 * Math.log(price) + 0.3 * randomNormal(rng))},${price},${season}`;
    });
    const path = file(`units,price,season\n${lines.join("\n")}\n`);
    const words = ["--data", path, "--units", "units", "--price", "price", "--controls", "season"];
    const plain = (await elasticity(...words)).groups[0]!;
    const { groups, specification } = await elasticity(...words, "--method", "double-ml");
    expect(specification).toContain("double machine learning");
    expect(Math.abs(groups[0]!.elasticity! + 1.5)).toBeLessThan(4 * groups[0]!.standardError!);
    expect(Math.abs(plain.elasticity! + 1.5)).toBeGreaterThan(1);
    expect(groups[0]!.priceExplained).toBeGreaterThan(0.5);
  });

  it.each([
    ["no controls", [], /needs controls/],
    ["a price that the controls settle", ["--controls", "copy"], /hardly varies/],
    ["four rows", ["--controls", "copy", "--where", "day=1,2,3,4"], /as many groups/],
  ])("says why double machine learning has no figure: %s", async (_, words, reason) => {
    const rng = createRng("settled");
    const lines = Array.from({ length: 60 }, (_, t) => `${t},${5 + rng.next()},${1 + (t % 2)},${t % 2}`);
    const path = file(`day,units,price,copy\n${lines.join("\n")}\n`);
    const { groups } = await elasticity(
      ...["--data", path, "--units", "units", "--price", "price", "--method", "double-ml", ...words],
    );
    expect(groups[0]).toMatchObject({ elasticity: null, reason: expect.stringMatching(reason) });
  });

  it("reads the same from Windows, with a byte-order mark, quotes and other delimiters", async () => {
    const plain = exact({ tea: [100, -2], rice: [50, -0.5] });
    const words = ["--units", "units", "--price", "price", "--by", "product"];
    const expected = await elasticity("--data", file(plain), ...words);
    for (const text of [
      `\uFEFF${plain.replaceAll("\n", "\r\n")}`,
      plain.replaceAll(",", "\t"),
      plain.replaceAll(/[^,\n]+/g, (cell) => `"${cell}"`).replaceAll(",", ";"),
    ])
      expect(await elasticity("--data", file(text), ...words)).toEqual(expected);
  });

  it.each([
    ["nothing sold", "units,price\n0,1\n0,2\n0,3\n", "NOT_ENOUGH_DATA", null],
    ["no header", "8,1\n2,2\n1,3\n", "MISSING_COLUMN", null],
    ["an empty file", "", "EMPTY_FILE", 1],
    ["a header alone", "units,price\n", "EMPTY_FILE", 1],
    ["a row that is too long", "units,price\n1,2\n1,2,3\n", "RAGGED_ROW", 3],
    ["a quote that never closes", 'units,price\n1,"2\n3,4\n', "UNCLOSED_QUOTE", 2],
  ])("refuses %s by code and line", async (_, text, code, line) => {
    const { error } = await elasticity("--data", file(text), "--units", "units", "--price", "price");
    expect(error).toMatchObject({ code, line });
  });

  it.each([
    ["brand", "BAD_OPTION"],
    ["brand=x", "MISSING_COLUMN"],
    ["product=coffee", "NOT_ENOUGH_DATA"],
  ])("refuses the condition %s", async (condition, code) => {
    const path = file(exact({ tea: [100, -2] }));
    const words = ["--data", path, "--units", "units", "--price", "price", "--where", condition];
    expect((await elasticity(...words)).error?.code).toBe(code);
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

  it("gives the slope over three brands together", async () => {
    const { groups, rows } = await elasticity(
      ...[...base, "--where", "brand=1,5,10", "--fixed-effects", "brand"],
    );
    expect(rows).toBe(28_947);
    expect(groups[0]!.elasticity).toBeCloseTo(-3.1387, 4);
  });

  it("forecasts the slopes of later weeks better shrunk than each alone or all alike", async () => {
    const weeks = (from: number, to: number) =>
      `week=${Array.from({ length: to - from + 1 }, (_, k) => from + k).join(",")}`;
    const words = [...base, "--by", "store*brand", "--controls", "feat,deal", "--where"];
    const early = await elasticity(...words, weeks(40, 139));
    const late = new Map(
      (await elasticity(...words, weeks(140, 160))).groups.map((g) => [g.group, g.elasticity]),
    );
    const known = early.groups.filter((g) => g.shrunk !== null && (late.get(g.group) ?? null) !== null);
    expect(known.length).toBeGreaterThan(900);
    const common = known.reduce((sum, g) => sum + g.shrunk!, 0) / known.length;
    const error = (guess: (g: Output["groups"][number]) => number) =>
      known.reduce((sum, g) => sum + (guess(g) - late.get(g.group)!) ** 2, 0);
    expect(error((g) => g.shrunk!)).toBeLessThan(error((g) => g.elasticity!));
    expect(error((g) => g.shrunk!)).toBeLessThan(error(() => common));
  });
});
