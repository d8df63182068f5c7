import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DelimitedRecord, readRecords } from "./read-records";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "souk-records-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Buffer, size = 3, width?: number): Promise<DelimitedRecord[]> {
  const path = join(folder, "file.csv");
  await writeFile(path, content);
  const records: DelimitedRecord[] = [];
  for await (const stretch of readRecords(path, {
    ...{ delimiter: ",", encoding: "utf8-or-1252", size },
    ...(width === undefined ? {} : { width }),
  }))
    records.push(...stretch);
  return records;
}
const fields = async (content: string | Buffer, size?: number, width?: number) =>
  (await read(content, size, width)).map((record) => record.fields);

describe("the records of a file", () => {
  it("hold delimiters, quotes and line ends within quotes, and name the line they begin on", async () => {
    expect(await read('a,"b, ""c""",d\r\n1,"two\nlines",3\r\n\r\nx,y,z')).toEqual([
      { line: 1, text: 'a,"b, ""c""",d', fields: ["a", 'b, "c"', "d"] },
      { line: 2, text: '1,"two\nlines",3', fields: ["1", "two\nlines", "3"] },
      { line: 5, text: "x,y,z", fields: ["x", "y", "z"] },
    ]);
  });

  it("take a quote within an unquoted field for what it is", async () => {
    expect(await fields('1,METAL 12" SIGN,2\n3,4,5')).toEqual([
      ["1", 'METAL 12" SIGN', "2"],
      ["3", "4", "5"],
    ]);
  });

  it("lose one record, and no other, to a quote that is never closed", async () => {
    const rest = Array.from({ length: 200 }, (_, i) => `${i},b,c`);
    const all = await fields(["h,h,h", '1,"open,2', ...rest].join("\n"), 7);
    expect(all).toEqual([["h", "h", "h"], null, ...rest.map((line) => line.split(","))]);
    expect(await fields('1,2,3\n4,"open')).toEqual([["1", "2", "3"], null]);
    // The quote of a later row only seems to close it.
    expect(await fields('1,"open,2\n3,4,5\n6,"seven, eight",9', 3, 3)).toEqual([
      null,
      ["3", "4", "5"],
      ["6", "seven, eight", "9"],
    ]);
  });

  it("are read as Windows-1252 line by line where they are no UTF-8", async () => {
    const mixed = Buffer.concat([
      Buffer.from("\uFEFFé,£\n", "utf8"),
      Buffer.from([0xe9, 0x2c, 0xa3, 0x80, 0x0a]),
      Buffer.from("中,文", "utf8"),
    ]);
    expect(await fields(mixed)).toEqual([
      ["é", "£"],
      ["é", "£€"],
      ["中", "文"],
    ]);
  });

  it("come back as they were written, whatever is in them and however they are cut", async () => {
    const field = fc.string({ unit: fc.constantFrom(...'ab ,"\n;é中') });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (rows, size) => {
          // A blank line within quotes is not kept: files of shops have none that matters.
          const kept = rows.map((row) =>
            row.map((text) => text.replace(/\n\s*(?=\n)/g, "").replace(/\s+$/, "x")),
          );
          expect(await fields(kept.map((row) => row.map(quote).join(",")).join("\n"), size)).toEqual(kept);
        },
      ),
      { numRuns: 300 },
    );
  });
});
