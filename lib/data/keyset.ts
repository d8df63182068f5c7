import { AppError } from "@/lib/domain/errors";
import { Prisma } from "./generated/client";

/** Where a page ended: the sort column's value there, and the row's id as the tie-breaker. */
interface Cursor {
  readonly value: string | number | Date | null;
  readonly id: string;
}

export function encodeCursor(value: Cursor["value"], id: string): string {
  const tagged = value instanceof Date ? { at: value.toISOString() } : value;
  return Buffer.from(JSON.stringify([tagged, id])).toString("base64url");
}

export function decodeCursor(text: string): Cursor {
  try {
    const [tagged, id] = JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as [unknown, unknown];
    const value =
      tagged !== null && typeof tagged === "object" ? new Date((tagged as { at: string }).at) : tagged;
    const readable = value === null || ["string", "number"].includes(typeof value) || value instanceof Date;
    if (typeof id === "string" && readable) return { value: value as Cursor["value"], id };
  } catch {
    // Falls through to the refusal below: a cursor is opaque, and a damaged one has one remedy.
  }
  throw new AppError("INVALID", "This page address is damaged. Open the list again from its start.");
}

/**
 * ORDER BY and the condition that continues after `cursor`, rows without a value last in both directions.
 * @param column the sort expression; @param id the unique tie-breaker. Both are SQL, never user text.
 */
export function keyset(
  column: Prisma.Sql,
  id: Prisma.Sql,
  direction: "asc" | "desc",
  cursor: string | undefined,
): { orderBy: Prisma.Sql; after: Prisma.Sql } {
  const order = direction === "asc" ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const orderBy = Prisma.sql`${column} ${order} NULLS LAST, ${id} ASC`;
  if (cursor === undefined) return { orderBy, after: Prisma.sql`TRUE` };
  const last = decodeCursor(cursor);
  if (last.value === null)
    return { orderBy, after: Prisma.sql`(${column} IS NULL AND ${id} > ${last.id}::uuid)` };
  const beyond = direction === "asc" ? Prisma.sql`>` : Prisma.sql`<`;
  return {
    orderBy,
    after: Prisma.sql`(${column} ${beyond} ${last.value} OR (${column} = ${last.value} AND ${id} > ${last.id}::uuid) OR ${column} IS NULL)`,
  };
}
