import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRng, randomNormal } from "../../ml/core/rng";
import { readDemandPanel } from "../demand-table";
import { parseTable } from "../read-table";
import { runLab } from "../run-lab";

interface Output {
  readonly error?: { readonly code: string; readonly line: number | null; readonly message: string };
  readonly series: number;
  readonly periods: number;
  readonly season: number;
  readonly origins: number;
  readonly firstOrigin: string;
  readonly lastOrigin: string;
  readonly models: readonly {
    model: string;
    wape: number | null;
    mase: number | null;
    bias: number | null;
    n: number;
  }[];
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "souk-demand-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
function file(text: string): string {
  files++;
  const path = join(folder, `${files}.csv`);
  writeFileSync(path, text);
  return path;
}
async function demand(...words: string[]): Promise<Output> {
  const outcome = await runLab(["demand", ...words], { progress: () => {} });
  return JSON.parse(outcome.json) as Output;
}

/** Shops × products over weeks, sales driven by price and a promotion. */
function salesFile(shops: number, products: number, weeks: number): string {
  const rng = createRng("sales");
  const lines = ["shop,product,week,units,price,promotion"];
  for (let s = 0; s < shops; s++)
    for (let p = 0; p < products; p++)
      for (let t = 0; t < weeks; t++) {
        const price = 2 + p + 0.6 * randomNormal(rng) ** 2;
        const promoted = rng.next() < 0.2;
        const log =
          4 + 0.3 * s - 2 * Math.log(price / (2 + p)) + (promoted ? 0.8 : 0) + 0.1 * randomNormal(rng);
        lines.push(
          `s${s},p${p},${100 + t},${Math.round(Math.exp(log))},${price.toFixed(2)},${promoted ? "yes" : "no"}`,
        );
      }
  return `${lines.join("\n")}\n`;
}
const columns = ["--unit-id", "shop,product", "--time", "week", "--units", "units"];

describe("the demand task", () => {
  it("judges every model on the same forecasts, and learned ones beat naive rules where price drives demand", async () => {
    const path = file(salesFile(5, 3, 40));
    const output = await demand(
      "--data",
      path,
      ...columns,
      "--price",
      "price",
      "--known",
      "promotion",
      "--origins",
      "4",
      "--horizon",
      "2",
    );
    expect(output).toMatchObject({
      series: 15,
      periods: 40,
      origins: 4,
      firstOrigin: "135",
      lastOrigin: "138",
    });
    // Four origins of two steps, the last one with a single period left: 7 forecasts a series.
    expect(output.models.map(({ n }) => n)).toEqual(new Array(8).fill(15 * 7));
    const mase = new Map(output.models.map((m) => [m.model, m.mase!]));
    const naive = Math.min(mase.get("last value")!, mase.get("seasonal naive")!, mase.get("8-period mean")!);
    for (const model of ["level", "linear", "boosted", "gru", "blend"])
      expect(mase.get(model), model).toBeLessThan(0.7 * naive);
  });

  it("runs the asked models alone, without price or known columns, on a short file", async () => {
    const path = file(salesFile(2, 1, 12));
    const output = await demand("--data", path, ...columns, "--models", "linear");
    expect(output.models.map(({ model }) => model)).toEqual([
      "last value",
      "seasonal naive",
      "8-period mean",
      "linear",
    ]);
    // Twelve periods leave three origins after the first eight.
    expect(output.origins).toBe(3);
  });

  it.each([
    ["an unknown model", salesFile(1, 1, 12), ["--models", "oracle"], "BAD_OPTION", null],
    ["too few periods", salesFile(2, 2, 6), [], "NOT_ENOUGH_DATA", null],
    ["a missing column", salesFile(1, 1, 12), ["--price", "cost"], "MISSING_COLUMN", 1],
    ["negative units", "shop,product,week,units\na,b,1,3\na,b,2,-3\n", [], "BAD_VALUE", 3],
    ["more units than a shop can sell", "shop,product,week,units\na,b,1,3\na,b,2,1e30\n", [], "BAD_VALUE", 3],
    ["units that are no number", "shop,product,week,units\na,b,1,3\na,b,2,many\n", [], "NOT_A_NUMBER", 3],
    ["a file without a header", "a,b,1,3\na,b,2,3\n", [], "MISSING_COLUMN", null],
    ["a file of nothing", "", [], "EMPTY_FILE", 1],
    ["a row that is too short", "shop,product,week,units\na,b,1,3\na,b,2\n", [], "RAGGED_ROW", 3],
    ["a time that is none", "shop,product,week,units\na,b,1,3\na,b,soon,3\n", [], "BAD_VALUE", 3],
  ])("refuses %s", async (_, text, words, code, line) => {
    const { error } = await demand("--data", file(text), ...columns, ...words);
    expect(error).toMatchObject({ code, line });
  });
});

describe("the demand task on odd but sound files", () => {
  const quick = ["--models", "linear,boosted,gru", "--origins", "2", "--horizon", "2"];
  const weeks = Array.from({ length: 16 }, (_, t) => t + 1);
  const header = "shop,product,week,units,price";
  const line = (t: number, units: number | string, price: number | string) => `a,b,${t},${units},${price}`;
  it.each([
    ["one series", weeks.map((t) => line(t, 5 + (t % 3), 2 + (t % 2)))],
    ["a constant price", weeks.map((t) => line(t, 5 + (t % 3), 2))],
    ["the same units every week", weeks.map((t) => line(t, 7, 2 + (t % 2)))],
    ["nothing sold at all", weeks.map((t) => line(t, 0, 2 + (t % 2)))],
    [
      "a price that is zero or missing in places",
      weeks.map((t) => line(t, t, t % 4 === 0 ? 0 : t % 5 ? 3 : "")),
    ],
    ["weeks without any row", weeks.filter((t) => t % 5 !== 3).map((t) => line(t, t, 2 + (t % 2)))],
    [
      "a product that comes late and one that goes",
      weeks.flatMap((t) => [
        ...(t > 12 ? [`a,new,${t},${t},3`] : []),
        ...(t < 6 ? [`a,old,${t},4,3`] : []),
        line(t, t, 2),
      ]),
    ],
    ["fractions and millions", weeks.map((t) => line(t, t % 2 ? 0.25 : 5e8, 2 + (t % 2)))],
    [
      "rows in any order, some of them twice",
      [...weeks, ...weeks.slice(3, 6)].reverse().map((t) => line(t, t, 2)),
    ],
  ])("gives finite figures or none: %s", async (_, lines) => {
    const path = file(`${header}\n${lines.join("\n")}\n`);
    const output = await demand("--data", path, ...columns, "--price", "price", ...quick);
    expect(output.error).toBeUndefined();
    expect(output.models.map(({ model }) => model)).toHaveLength(7);
    for (const { n, wape, mase } of output.models) {
      expect(n).toBeGreaterThan(0);
      for (const figure of [wape, mase]) expect(figure === null || figure >= 0).toBe(true);
    }
  });

  it.each([7, 20, 50])("looks %d periods ahead as far as the file goes", async (horizon) => {
    const path = file(`week,units\n${weeks.map((t) => `${t},${5 + (t % 4)}`).join("\n")}\n`);
    const words = ["--time", "week", "--units", "units", "--models", "linear", "--origins", "5"];
    const output = await demand("--data", path, ...words, "--horizon", String(horizon));
    expect(output.error).toBeUndefined();
    expect(output.models.map(({ n }) => n)).toEqual([15, 15, 15, 15]);
    for (const { wape } of output.models) expect(wape).toBeGreaterThanOrEqual(0);
  });
  it("takes a file of one series without an id", async () => {
    const path = file(`week,units\n${weeks.map((t) => `${t},${t % 4}`).join("\n")}\n`);
    const words = ["--time", "week", "--units", "units", "--models", "linear"];
    expect(await demand("--data", path, ...words)).toMatchObject({ series: 1, periods: 16 });
  });

  it("says no share of what was never sold, and no scaled error of what never moved", async () => {
    const path = file(`${header}\n${weeks.map((t) => line(t, 0, 1)).join("\n")}\n`);
    const { models } = await demand("--data", path, ...columns, "--models", "linear");
    for (const { wape, mase, bias } of models)
      expect({ wape, mase, bias }).toEqual({ wape: null, mase: null, bias: null });
  });

  it("reads the same from Windows, with a byte-order mark, other delimiters, quotes and another column order", async () => {
    const plain = `${header}\n${weeks.map((t) => line(t, t % 4, 2 + (t % 2))).join("\n")}\n`;
    const turned = plain
      .trim()
      .split("\n")
      .map((text) =>
        text
          .split(",")
          .reverse()
          .map((cell) => `"${cell}"`)
          .join(";"),
      );
    const words = [...columns, "--price", "price", "--models", "linear"];
    const strip = ({ models }: Output) =>
      models.map(({ model, wape, mase, bias, n }) => [model, wape, mase, bias, n]);
    const expected = strip(await demand("--data", file(plain), ...words));
    expect(strip(await demand("--data", file(`\uFEFF${plain.replaceAll("\n", "\r\n")}`), ...words))).toEqual(
      expected,
    );
    expect(strip(await demand("--data", file(turned.join("\n")), ...words))).toEqual(expected);
  });
});

describe("a file as a demand panel", () => {
  const options = { unitId: ["id"], time: "day", units: "n", unitsAreLogs: false, known: [] };

  it("ranks dates, adds rows of one day and series, and knows the season from the distance of days", () => {
    const table = parseTable(
      "id,day,n\nb,2024-01-15,1\na,2024-01-08,2\na,2024-01-01,3\na,2024-01-08,4\n",
      "x.csv",
    );
    const { panel, times, rowsJoined } = readDemandPanel(table, options);
    expect(times).toEqual(["2024-01-01", "2024-01-08", "2024-01-15"]);
    // Series in order of appearance: b, a.
    expect([...panel.units]).toEqual([Number.NaN, Number.NaN, 1, 3, 6, Number.NaN]);
    expect({ season: panel.season, rowsJoined }).toEqual({ season: 52, rowsJoined: 1 });
  });

  it("fills gaps of known columns from the series' nearest time and turns words into columns", () => {
    const table = parseTable("id,day,n,heat,kind\na,1,1,,x\na,2,1,-5,y\na,3,1,,z\na,4,1,7,x\n", "x.csv");
    const { panel, knownNames } = readDemandPanel(table, { ...options, known: ["heat", "kind"] });
    expect(knownNames).toEqual(["heat", "kind=y", "kind=z"]);
    expect([0, 1, 2, 3].map((t) => panel.known[3 * t])).toEqual([-5, -5, -5, 7]);
    expect([0, 1, 2, 3].map((t) => panel.known[3 * t + 1])).toEqual([0, 1, 0, 0]);
  });

  it("keeps a week without any row as a week, and takes absent rows as nothing sold when told so", () => {
    const table = parseTable("id,day,n\na,2024-01-01,1\nb,2024-01-08,5\na,2024-01-22,2\n", "x.csv");
    const { panel, emptyPeriods } = readDemandPanel(table, options);
    const [x, y] = [Number.NaN, Number.NaN];
    expect([...panel.units]).toEqual([1, x, x, 2, y, 5, y, y]);
    expect({ emptyPeriods, periods: panel.periods }).toEqual({ emptyPeriods: 1, periods: 4 });
    const filled = readDemandPanel(table, { ...options, absentIsZero: true }).panel;
    // Before its first row a series did not exist.
    expect([...filled.units]).toEqual([1, 0, 0, 2, Number.NaN, 5, 0, 0]);
  });

  it("tells the neighbours' mean and lowest price, where there are neighbours", () => {
    const table = parseTable("shop,id,day,n,p\ns,a,1,1,1\ns,b,1,1,2\ns,c,1,1,8\nt,a,1,1,5\n", "x.csv");
    const { panel, knownNames } = readDemandPanel(table, { ...options, unitId: ["shop", "id"], price: "p" });
    expect(knownNames).toHaveLength(3);
    const mean = [0, 1, 2, 3].map((i) => panel.known[3 * i + 1]!);
    [Math.log(16) / 2, Math.log(8) / 2, Math.log(2) / 2, 0].forEach((value, i) => {
      expect(mean[i]).toBeCloseTo(value, 12);
    });
    expect([0, 1, 2, 3].map((i) => Math.round(Math.exp(panel.known[3 * i + 2]!)))).toEqual([2, 1, 1, 1]);
  });
});
