import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createRng } from "../ml/core/rng";
import { runLab } from "./run-lab";

let folder = "";
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "souk-odd-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: string | Buffer): string {
  const path = join(folder, `${made++}.txt`);
  writeFileSync(path, content);
  return path;
}

/** Rows of one task's file, header first. Commas stand in none of the cells. */
type Rows = readonly (readonly string[])[];
const rng = createRng("odd-files");
const draw = (n: number) => Math.floor(rng.next() * n);
const times = <T>(n: number, row: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => row(i));

const PEOPLE: Rows = [
  ["user", "item", "rating"],
  ...times(60, (i) => [`u${i % 12}`, `i${Math.floor(i / 12) * 3 + draw(3)}`, String(1 + draw(5))]),
];
const TASKS: readonly { readonly task: string; readonly words: readonly string[]; readonly rows: Rows }[] = [
  { task: "ratings", words: ["--algorithm", "item-knn"], rows: PEOPLE },
  { task: "topn", words: ["--algorithm", "ease", "-k", "3"], rows: PEOPLE },
  {
    task: "cluster",
    words: ["-k", "3", "--labels", "kind", "--columns", "x,y"],
    rows: [["x", "y", "kind"], ...times(30, (i) => [`${i % 3}.${draw(9)}`, `${draw(99)}e-2`, `k${i % 3}`])],
  },
  {
    task: "intents",
    words: [],
    rows: [
      ["text", "intent"],
      ...times(40, (i) => [["where is my parcel ", "退款 refund "][i % 2]! + i, ["track", "refund"][i % 2]!]),
    ],
  },
  {
    task: "elasticity",
    words: ["--units", "units", "--price", "price", "--by", "shop"],
    rows: [
      ["units", "price", "shop"],
      ...times(40, (i) => [String(1 + draw(50)), String(1 + draw(9)), `s${i % 2}`]),
    ],
  },
  {
    task: "demand",
    words: ["--unit-id", "shop", "--time", "week", "--units", "units", "--models", "linear"],
    rows: [
      ["shop", "week", "units"],
      ...times(60, (i) => [`s${i % 3}`, `${1 + Math.floor(i / 3)}`, `${draw(9)}`]),
    ],
  },
  {
    task: "lifetime",
    words: [],
    rows: [
      ["frequency", "recency", "T", "monetary_value"],
      ...times(40, () => {
        const x = draw(4);
        return [String(x), x > 0 ? String(1 + draw(20)) : "0", "24", x > 0 ? String(5 + draw(30)) : "0"];
      }),
    ],
  },
  {
    task: "experiment",
    words: ["--treatment", "arm", "--control", "no", "--outcome", "spend", "--features", "age"],
    rows: [
      ["arm", "spend", "age"],
      ...times(60, (i) => [["no", "yes"][i % 2]!, `${draw(9)}`, `${20 + draw(50)}`]),
    ],
  },
];

const csv = (rows: Rows, delimiter = ",", end = "\n"): string =>
  rows.map((row) => row.join(delimiter) + end).join("");
const FORMS: readonly (readonly [string, (rows: Rows) => string | Buffer])[] = [
  ["a byte-order mark and Windows line ends", (rows) => `\uFEFF${csv(rows, ",", "\r\n")}`],
  ["line ends of the old Macintosh", (rows) => csv(rows, ",", "\r")],
  ["tabs", (rows) => csv(rows, "\t")],
  ["semicolons", (rows) => csv(rows, ";")],
  ["bars", (rows) => csv(rows, "|")],
  ["every cell quoted", (rows) => csv(rows.map((row) => row.map((cell) => `"${cell}"`)))],
  ["spaces around cells", (rows) => csv(rows.map((row) => row.map((cell) => ` ${cell} `)))],
  ["blank lines and no last line end", (rows) => `\n${csv(rows, ",", "\n\n").trimEnd()}`],
  ["a column more than needed", (rows) => csv(rows.map((row, i) => [...row, i === 0 ? "note" : `n${i}`]))],
  ["columns the other way round", (rows) => csv(rows.map((row) => [...row].reverse()))],
  ["gzip", (rows) => gzipSync(csv(rows))],
  [
    "gzip in two parts",
    (rows) => Buffer.concat([gzipSync(csv(rows.slice(0, 9))), gzipSync(csv(rows.slice(9)))]),
  ],
  ["UTF-16", (rows) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv(rows), "utf16le")])],
];

/** Figures without times, which differ from run to run. */
async function figures(task: string, words: readonly string[], content: string | Buffer): Promise<unknown> {
  const path = file(content);
  const two = ["ratings", "topn", "intents"].includes(task);
  const fresh = task === "topn" ? file("user,item\nu1,i1\nu2,i9\nu3,i4\nu4,i12\n") : path;
  const files = two ? ["--train", path, "--test", fresh] : ["--data", path];
  const { json } = await runLab([task, ...files, ...words], { progress: () => {} });
  return JSON.parse(json, (name, value: unknown) => (/seconds|Ms$|Sha256/i.test(name) ? undefined : value));
}

describe.each(TASKS)("the task $task", ({ task, words, rows }) => {
  it("gives the same figures for the same table in every form that tables are saved in", async () => {
    const plain = await figures(task, words, csv(rows));
    expect(plain).not.toHaveProperty("error");
    for (const [form, write] of FORMS) expect(await figures(task, words, write(rows)), form).toEqual(plain);
  });

  it.each([
    ["nothing", "", "EMPTY_FILE"],
    ["a header alone", csv(rows.slice(0, 1)), "EMPTY_FILE"],
    ["a short row", csv([...rows, rows[1]!.slice(1)]), "RAGGED_ROW"],
    ["a quote that never closes", `${csv(rows)}"${csv(rows.slice(1, 2))}`, "UNCLOSED_QUOTE"],
    ["no text", Buffer.from(csv(rows).replaceAll("1", "\0")), "FILE_UNREADABLE"],
    ["half an archive", gzipSync(csv(rows)).subarray(0, 40), "FILE_UNREADABLE"],
  ])("refuses %s by code", async (_, content, code) => {
    expect(await figures(task, words, content)).toMatchObject({ error: { code } });
  });
});
