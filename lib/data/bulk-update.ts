import { type BulkColumn, columnValues, quoteName, unnestRows } from "./bulk-insert";
import type { Db } from "./scope";

/**
 * Updates rows by key in one statement, only those that differ, so that the answer counts real changes.
 * Rows must be distinct by key. @returns how many rows changed.
 */
export async function bulkUpdate<Row>(
  db: Db,
  table: string,
  columns: { keys: readonly BulkColumn<Row>[]; values: readonly BulkColumn<Row>[]; stamp?: BulkColumn<Row> },
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const { keys, values, stamp } = columns;
  const written = stamp ? [...values, stamp] : values;
  const all = [...keys, ...written];
  const names = values.map(({ name }) => quoteName(name));
  return db.$executeRawUnsafe(
    `UPDATE ${quoteName(table)} AS t
     SET ${written.map(({ name }) => `${quoteName(name)} = r.${quoteName(name)}`).join(", ")}
     FROM ${unnestRows(all)}
     WHERE ${keys.map(({ name }) => `t.${quoteName(name)} = r.${quoteName(name)}`).join(" AND ")}
       AND (${names.map((name) => `t.${name}`).join(", ")}) IS DISTINCT FROM (${names.map((name) => `r.${name}`).join(", ")})`,
    ...columnValues(all, rows),
  );
}
