import { expect, it } from "vitest";
import { newId } from "@/lib/platform/ids";
import { analyseGrownTables } from "./analyse";
import { bulkInsert } from "./bulk-insert";
import { createScope, TEST_NOW } from "./testing/factories";

it("looks at a table once it has grown, and not again until it has grown as much again", async () => {
  const scope = await createScope();
  const grow = (rows: number) =>
    bulkInsert(
      scope.db,
      "product",
      [
        { name: "storeId", type: "uuid", read: () => scope.storeId },
        { name: "id", type: "uuid", read: (id: string) => id },
        { name: "groupId", type: "uuid", read: (id: string) => id },
        { name: "name", type: "text", read: (id: string) => `Product ${id}` },
        { name: "categories", type: "text[]", read: () => [] },
        { name: "tags", type: "text[]", read: () => [] },
        { name: "createdAt", type: "timestamptz", read: () => TEST_NOW },
        { name: "updatedAt", type: "timestamptz", read: () => TEST_NOW },
      ],
      Array.from({ length: rows }, newId),
    );
  const tableBytes = async () => {
    const rows = await scope.db.$queryRaw<{ bytes: number }[]>`
      SELECT pg_relation_size('product')::float8 AS "bytes"`;
    return rows[0]!.bytes;
  };
  // A server's own background work would look at it between two lines of this test.
  await scope.db.$executeRaw`ALTER TABLE "product" SET (autovacuum_enabled = false)`;
  await grow(500);
  await analyseGrownTables(scope);
  expect(await analyseGrownTables(scope)).toEqual([]);
  // Other tests' products stand in the same table, and what they updated or removed takes up room as well.
  const analysedBytes = await tableBytes();
  while ((await tableBytes()) <= 2 * analysedBytes) await grow(1_000);
  expect(await analyseGrownTables(scope)).toEqual(["product"]);
  expect(await analyseGrownTables(scope)).toEqual([]);
  await scope.db.$executeRaw`ALTER TABLE "product" RESET (autovacuum_enabled)`;
});
