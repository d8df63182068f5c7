import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LabError } from "./lab-error";
import { parseDelimited } from "./parse-delimited";
import { parseTable, readTable } from "./read-table";
import { numberColumn, numericColumns, requireColumn, textColumn } from "./table";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "souk-lab-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function failure(run: () => unknown): { code: string; line: number | null } {
  try {
    run();
  } catch (error) {
    if (error instanceof LabError) return { code: error.code, line: error.line };
    throw error;
  }
  throw new Error("It did not fail.");
}

describe("a table from a file", () => {
  it("is the same plain and gzipped", () => {
    writeFileSync(join(folder, "a.csv"), "user,item,rating\nu1,i1,4\n");
    writeFileSync(join(folder, "a.csv.gz"), gzipSync("user,item,rating\nu1,i1,4\n"));
    const plain = readTable(join(folder, "a.csv"));
    expect(readTable(join(folder, "a.csv.gz"))).toEqual({ ...plain, source: "a.csv.gz" });
    expect(plain.names).toEqual(["user", "item", "rating"]);
  });
  it("is refused with a reason when the file is missing, a folder, damaged or empty", () => {
    writeFileSync(join(folder, "bad.gz"), Buffer.from([0x1f, 0x8b, 8, 0, 0, 1]));
    writeFileSync(join(folder, "empty.csv"), "\n\n");
    expect(failure(() => readTable(join(folder, "none.csv"))).code).toBe("FILE_NOT_FOUND");
    expect(failure(() => readTable(folder)).code).toBe("FILE_UNREADABLE");
    expect(failure(() => readTable(join(folder, "bad.gz"))).code).toBe("FILE_UNREADABLE");
    expect(failure(() => readTable(join(folder, "empty.csv")))).toEqual({ code: "EMPTY_FILE", line: 1 });
  });
  it("is refused when it holds no text, with the line of the first byte that none has", () => {
    writeFileSync(
      join(folder, "picture.csv"),
      Buffer.from([...Buffer.from("user,item\nu1,"), 0, 1, 2, 44, 10]),
    );
    expect(failure(() => readTable(join(folder, "picture.csv")))).toEqual({
      code: "FILE_UNREADABLE",
      line: 2,
    });
    writeFileSync(join(folder, "unmarked.csv"), Buffer.from("user,item\nu1,i1\n", "utf16le"));
    expect(failure(() => readTable(join(folder, "unmarked.csv"))).code).toBe("FILE_UNREADABLE");
  });
  it("drops a byte-order mark and falls back to Latin-1", () => {
    writeFileSync(join(folder, "bom.csv"), "\ufeffname,x\na,1\n");
    writeFileSync(join(folder, "latin.csv"), Buffer.from("name,x\ncaf\xe9,1\n", "latin1"));
    expect(readTable(join(folder, "bom.csv")).names[0]).toBe("name");
    expect(readTable(join(folder, "latin.csv")).rows[0]![0]).toBe("café");
  });
  it("reads what spreadsheets save as Unicode text, in either byte order, and lines that end in a return alone", () => {
    const little = Buffer.from("\ufeffname\tx\nZoë\t1\n", "utf16le");
    writeFileSync(join(folder, "little.txt"), little);
    writeFileSync(join(folder, "big.txt"), Buffer.from(little).swap16());
    writeFileSync(join(folder, "returns.csv"), "name,x\rZoë,1\r");
    for (const name of ["little.txt", "big.txt", "returns.csv"]) {
      const { names, rows } = readTable(join(folder, name));
      expect({ names, rows }).toEqual({ names: ["name", "x"], rows: [["Zoë", "1"]] });
    }
  });
});

describe("headers and delimiters", () => {
  it.each([
    ["tabs", "1\t2\t5\n1\t3\t4\n", ["1", "2", "5"]],
    ["semicolons", "1;2,5;5\n1;3,5;4\n", ["1", "2,5", "5"]],
    ["double colons", "1::2::5\n1::3::4\n", ["1", "2", "5"]],
    ["bars", "1|a, b|5\n1|c|4\n", ["1", "a, b", "5"]],
  ])("recognises %s", (_, text, first) => {
    expect(parseTable(text, "t").rows[0]).toEqual(first);
  });
  it("takes a first row with numbers as data and names it as told", () => {
    const table = parseTable("u1\ti1\t4\nu2\ti2\t5\n", "t", {
      names: ["user", "item", "rating", "timestamp"],
    });
    expect([table.hasHeader, table.names, table.rows.length]).toEqual([false, ["user", "item", "rating"], 2]);
  });
  it("takes words above numbers as a header, whatever they are", () => {
    expect(parseTable("who,what,score\na,b,1\nc,d,2\n", "t").names).toEqual(["who", "what", "score"]);
  });
  it("takes known words as a header where no column has numbers", () => {
    const names = ["text", "intent"];
    expect(parseTable("text,category\nhello,greet\n", "t", { names }).names).toEqual(["text", "category"]);
    expect(parseTable("hello there,greet\nbye,part\n", "t", { names }).rows).toHaveLength(2);
  });
  it("finds columns whatever their case and spelling", () => {
    const table = parseTable("User ID,movie_id,Rating\n1,2,3\n", "t");
    expect([requireColumn(table, ["userId"]), requireColumn(table, ["item", "movieId"])]).toEqual([0, 1]);
    expect(failure(() => requireColumn(table, ["price"]))).toEqual({ code: "MISSING_COLUMN", line: 1 });
  });
  it("refuses a name that two columns bear, unless one bears it letter by letter", () => {
    const table = parseTable("Price,price,PRICE,units,units\n1,2,3,4,5\n6,7,8,9,10\n", "t", {
      names: ["units"],
    });
    expect(requireColumn(table, ["price"])).toBe(1);
    expect(failure(() => requireColumn(table, ["pRICE"]))).toEqual({ code: "BAD_VALUE", line: 1 });
    expect(failure(() => requireColumn(table, ["units"]))).toEqual({ code: "BAD_VALUE", line: 1 });
  });
});

describe("rows", () => {
  it("keep quoted delimiters, quotes and line ends, and the line they start on", () => {
    const { rows, lines } = parseDelimited('a,"b, ""c""\nd",e\r\n\nf,g,h\n', ",");
    expect(rows).toEqual([
      ["a", 'b, "c"\nd', "e"],
      ["f", "g", "h"],
    ]);
    expect(Array.from(lines)).toEqual([1, 4]);
  });
  it("keep a stray quote inside a cell", () => {
    expect(parseDelimited('5" nail,1\n', ",").rows).toEqual([['5" nail', "1"]]);
  });
  it("are refused with their line when ragged or never closed", () => {
    expect(failure(() => parseTable("a,b\n1,2\n\n3\n", "t"))).toEqual({ code: "RAGGED_ROW", line: 4 });
    expect(failure(() => parseTable('a,b\n1,2\n"3,4\n5,6\n', "t"))).toEqual({
      code: "UNCLOSED_QUOTE",
      line: 3,
    });
  });
  it("come back as they were written, whatever is in them", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", " ", "é") });
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1 });
    fc.assert(
      fc.property(table, (rows) => {
        const quoted = rows
          .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(","))
          .join("\r\n");
        expect(parseDelimited(quoted, ",").rows).toEqual(rows);
      }),
    );
  });
});

describe("numbers", () => {
  const table = () => parseTable("id,price,note\n007,1.5,x\n8,,y\n9,1e3,z\n10,-2,5\n", "t");
  it("are read where they are asked for; ids stay texts", () => {
    expect(textColumn(table(), 0)[0]).toBe("007");
    expect(Array.from(numberColumn(table(), 1, { missing: "nan" }))).toEqual([1.5, Number.NaN, 1000, -2]);
  });
  it("name the line of the cell that is none", () => {
    expect(failure(() => numberColumn(table(), 1))).toEqual({ code: "NOT_A_NUMBER", line: 3 });
    expect(failure(() => numberColumn(table(), 2))).toEqual({ code: "NOT_A_NUMBER", line: 2 });
  });
  it("make a column numeric when most known cells are, so that a stray text is found", () => {
    expect(numericColumns(table())).toEqual([0, 1]);
    expect(numericColumns(parseTable("a,b\n1,1\n2,oops\n3,3\n", "t"))).toEqual([0, 1]);
  });
  it("are not hexadecimal, infinite or half a word", () => {
    for (const cell of ["0x10", "Infinity", "1e999", "12abc", "1,5", "--1", "."])
      expect(failure(() => numberColumn(parseTable(`x;y\n1;2\n"${cell}";3\n`, "t"), 0)).line).toBe(3);
  });
});
