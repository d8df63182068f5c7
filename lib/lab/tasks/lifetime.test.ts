import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRng } from "../../ml/core/rng";
import { randomGamma } from "../../ml/distributions/random-gamma";
import { runLab } from "../run-lab";

async function lifetime(...words: string[]): Promise<Record<string, unknown>> {
  const outcome = await runLab(["lifetime", ...words], { progress: () => {} });
  return JSON.parse(outcome.json) as Record<string, unknown>;
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "souk-lifetime-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
function file(text: string): string {
  files++;
  const path = join(folder, `${files}.csv`);
  writeFileSync(path, text);
  return path;
}

/** Customers with rates of their own who all stay, and spends around means of their own. */
function customers(n: number): string[] {
  const rng = createRng("lab-lifetime");
  return Array.from({ length: n }, () => {
    const rate = randomGamma(rng, 1) / 8;
    const age = 20 + 20 * rng.next();
    const leaves = randomGamma(rng, 1) * 25;
    let [x, last, time] = [0, 0, 0];
    for (;;) {
      time -= Math.log(1 - rng.next()) / rate;
      if (time > Math.min(age, leaves)) break;
      x++;
      last = time;
    }
    const spend = x > 0 ? randomGamma(rng, 5 * x) / (x * randomGamma(rng, 4)) : 0;
    return [x, last, age, spend].join(",");
  });
}

describe("the lifetime task", () => {
  it("prints every figure for a file with spend, under any of the usual column names", async () => {
    const rows = customers(400).join("\n");
    const plain = await lifetime(
      "--data",
      file(`frequency,recency,T,monetary_value\n${rows}\n`),
      "--horizon",
      "10",
    );
    const other = await lifetime("--data", file(`x,t_x,T,zbar\n${rows}\n`), "--horizon", "10");
    const untimed = { fitSeconds: 0, fitCpuSeconds: 0 };
    expect({ ...other, ...untimed }).toEqual({ ...plain, ...untimed });
    for (const name of [
      "r",
      "alpha",
      "a",
      "b",
      "logLikelihood",
      "p",
      "q",
      "v",
      "meanSpend",
      "expectedPurchases",
    ])
      expect(plain[name], name).toEqual(expect.any(Number));
    expect(plain.customers).toBe(400);
  });

  it("leaves the spend figures null where the file has none", async () => {
    const rows = customers(300).map((row) => row.split(",").slice(0, 3).join(","));
    const output = await lifetime("--data", file(`frequency,recency,T\n${rows.join("\n")}\n`));
    expect(output).toMatchObject({ p: null, q: null, v: null, spendCustomers: null });
    expect(output.r).toEqual(expect.any(Number));
  });

  it.each([
    ["a recency past the age", "1,9,5", "BAD_VALUE", 3],
    ["half a purchase", "1.5,2,5", "BAD_VALUE", 3],
    ["a last purchase without purchases", "0,2,5", "BAD_VALUE", 3],
    ["a word", "one,2,5", "NOT_A_NUMBER", 3],
    ["a short row", "1,2", "RAGGED_ROW", 3],
  ])("refuses %s with its line", async (_, row, code, line) => {
    const output = await lifetime("--data", file(`frequency,recency,T\n1,2,5\n${row}\n2,2,5\n`));
    expect(output.error).toMatchObject({ code, line });
  });

  it("says that there is nothing to learn when nobody came back", async () => {
    const output = await lifetime("--data", file("frequency,recency,T\n0,0,5\n0,0,6\n0,0,7\n0,0,8\n"));
    expect(output.error).toMatchObject({ code: "NOT_ENOUGH_DATA" });
  });
});

const DATA = join(process.cwd(), "..", "shared", "data");
describe.skipIf(!existsSync(DATA))("CDNOW in the lab (skipped where ../shared/data does not exist)", () => {
  it("gives the published figures", async () => {
    const path = join(DATA, "cdnow", "cdnow_customers_summary_with_transactions.csv");
    const output = await lifetime("--data", path, "--horizon", "39");
    const published = {
      r: 0.2426,
      alpha: 4.4135,
      a: 0.7929,
      b: 2.4258,
      logLikelihood: -9582.4256,
      p: 6.25,
      q: 3.74,
      v: 15.45,
    };
    for (const [name, value] of Object.entries(published))
      expect(Math.abs((output[name] as number) - value), name).toBeLessThan(
        6e-3 * Math.min(1, Math.abs(value)),
      );
    expect(output.spendLogLikelihood).toBeCloseTo(-4055.923, 3);
    expect((output.pareto as { logLikelihood: number }).logLikelihood).toBeCloseTo(-9594.974, 3);
  });
});
