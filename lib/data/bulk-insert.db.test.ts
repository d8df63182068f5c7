import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import { disconnect, prisma } from "./prisma";

interface Row {
  id: number;
  key: string | null;
  minor: number | null;
  word: string | null;
  amount: number | null;
  at: Date | null;
  known: boolean | null;
  tags: string[];
  detail: object | null;
}
const COLUMNS: BulkColumn<Row>[] = [
  { name: "id", type: "int4", read: (row) => row.id },
  { name: "key", type: "uuid", read: (row) => row.key },
  { name: "minor", type: "int8", read: (row) => row.minor },
  { name: "word", type: "text", read: (row) => row.word },
  { name: "amount", type: "float8", read: (row) => row.amount },
  { name: "at", type: "timestamptz", read: (row) => row.at },
  { name: "known", type: "bool", read: (row) => row.known },
  { name: "tags", type: "text[]", read: (row) => row.tags },
  { name: "detail", type: "jsonb", read: (row) => row.detail },
];
const TABLE = "bulk_insert_test";

beforeAll(async () => {
  await prisma().$executeRawUnsafe(`DROP TABLE IF EXISTS "${TABLE}"`);
  await prisma().$executeRawUnsafe(
    `CREATE TABLE "${TABLE}" (id int4 PRIMARY KEY, key uuid, minor int8, word text, amount float8, at timestamptz(3), known bool, tags text[], detail jsonb)`,
  );
});
beforeEach(async () => {
  await prisma().$executeRawUnsafe(`DELETE FROM "${TABLE}"`);
});
afterAll(async () => {
  await prisma().$executeRawUnsafe(`DROP TABLE "${TABLE}"`);
  await disconnect();
});

function row(id: number, change: Partial<Row> = {}): Row {
  return {
    id,
    key: null,
    minor: null,
    word: "x",
    amount: 1,
    at: null,
    known: null,
    tags: [],
    detail: null,
    ...change,
  };
}
async function stored(): Promise<Row[]> {
  type Stored = Omit<Row, "minor"> & { minor: bigint | null };
  const rows = await prisma().$queryRawUnsafe<Stored[]>(`SELECT * FROM "${TABLE}" ORDER BY id`);
  return rows.map((row) => ({ ...row, minor: row.minor === null ? null : Number(row.minor) }));
}

describe("bulk insert", () => {
  it("brings every kind of value through unchanged", async () => {
    const hostile = [
      "plain",
      "",
      "NULL",
      " spaced ",
      'a"b\\c',
      "{x,y}",
      "o'clock",
      "中文🎈",
      "line\nbreak\ttab",
      "\\",
    ];
    const rows = hostile.map((word, i) =>
      row(i, {
        key: i % 2 === 0 ? null : `019A0b0c-0d0e-7f01-8ab0-00000000ff${10 + i}`.toLowerCase(),
        minor: [0, -1, 2 ** 32, -(2 ** 32) - 1, Number.MAX_SAFE_INTEGER][i % 5]!,
        word,
        amount: [0, -0.1, 1e-300, 1.7976931348623157e308, 0.1 + 0.2][i % 5]!,
        at: new Date(Date.UTC(i % 2 === 0 ? 1969 : 2036, 3, 22, 23, 10, 38, i)),
        known: i % 2 === 0,
        tags: i % 3 === 0 ? [] : [word, "Film-Noir", 'q"\\,{}'],
        detail: { word, nested: [1, null, { deep: word }] },
      }),
    );
    expect(await bulkInsert(prisma(), TABLE, COLUMNS, rows)).toBe(rows.length);
    expect(await stored()).toEqual(rows);
  });

  it("keeps missing values missing", async () => {
    await bulkInsert(prisma(), TABLE, COLUMNS, [row(1, { word: null, amount: null })]);
    expect(await stored()).toEqual([row(1, { word: null, amount: null })]);
  });

  it.each(["", "NULL", 'a"b\\c', "{x,y}", "中文🎈\n", null])(
    "brings %j through where every row holds it",
    async (word) => {
      const at = new Date("2011-12-09T12:50:00.123Z");
      const rows = [1, 2, 3].map((id) => row(id, { word, amount: -0.1, at, known: false }));
      await bulkInsert(prisma(), TABLE, COLUMNS, rows);
      await bulkInsert(prisma(), TABLE, COLUMNS, [row(4, { word, at: null })]);
      expect(await stored()).toEqual([...rows, row(4, { word, at: null })]);
    },
  );

  it("inserts all rows over several batches and none for an empty list", async () => {
    const rows = Array.from({ length: 2_503 }, (_, i) => row(i));
    expect(await bulkInsert(prisma(), TABLE, COLUMNS, rows, { batchRows: 1_000 })).toBe(2_503);
    expect((await stored()).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(await bulkInsert(prisma(), TABLE, COLUMNS, [])).toBe(0);
  });

  it("does with a repeated key what it is told, and fails when told nothing", async () => {
    await bulkInsert(prisma(), TABLE, COLUMNS, [row(1)]);
    await expect(bulkInsert(prisma(), TABLE, COLUMNS, [row(1), row(2)])).rejects.toThrow();
    expect(await bulkInsert(prisma(), TABLE, COLUMNS, [row(1), row(2)], { onConflict: "DO NOTHING" })).toBe(
      1,
    );
    expect(await stored()).toHaveLength(2);
  });

  it.each<[string, Partial<Row>, string]>([
    ["a number that is not finite", { amount: Number.NaN }, "finite"],
    ["a share of a penny", { minor: 0.5 }, "whole"],
    ["more pennies than are counted exactly", { minor: 2 ** 53 }, "whole"],
    ["a time that is none", { at: new Date(Number.NaN) }, "whole"],
    ["a UUID with a foreign letter", { key: "0190a0b0-0d0e-7f01-8ab0-00000000ffé0" }, "UUID"],
    ["a UUID that is cut off", { key: "0190a0b0-0d0e-7f01-8ab0" }, "UUID"],
  ])("refuses %s instead of storing another value", async (_, change, reason) => {
    const rows = [row(1), row(2, change)];
    await expect(bulkInsert(prisma(), TABLE, COLUMNS, rows)).rejects.toThrow(reason);
    expect(await stored()).toEqual([]);
  });
});
