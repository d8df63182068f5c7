import type { Actor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import { containsPattern } from "./contains-pattern";
import { Prisma } from "./generated/client";
import { encodeCursor, keyset } from "./keyset";
import type { StoreScope } from "./scope";

export type AuditDetail = Readonly<
  Record<string, string | number | boolean | null | undefined | readonly string[]>
>;

export interface NewAuditEvent {
  readonly at: Date;
  readonly actor: Pick<Actor, "id" | "name">;
  /** Subject and past participle, e.g. "segment.renamed". */
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail?: AuditDetail;
}

/** Writes what was done; called with the scope of the transaction that does it. */
export async function appendAuditEvent({ storeId, db }: StoreScope, event: NewAuditEvent): Promise<void> {
  await db.auditEvent.create({
    data: {
      storeId,
      id: newId(),
      at: event.at,
      actorId: event.actor.id,
      actorName: event.actor.name,
      action: event.action,
      subjectKind: event.subjectKind,
      subjectId: event.subjectId,
      detail: { ...event.detail } as Prisma.InputJsonObject,
    },
  });
}

/** Writes many at once, in the order given. */
export async function appendAuditEvents(
  { storeId, db }: StoreScope,
  events: readonly NewAuditEvent[],
): Promise<void> {
  const columns: BulkColumn<NewAuditEvent>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "id", type: "uuid", read: () => newId() },
    { name: "at", type: "timestamptz", read: ({ at }) => at },
    { name: "actorId", type: "text", read: ({ actor }) => actor.id },
    { name: "actorName", type: "text", read: ({ actor }) => actor.name },
    { name: "action", type: "text", read: ({ action }) => action },
    { name: "subjectKind", type: "text", read: ({ subjectKind }) => subjectKind },
    { name: "subjectId", type: "text", read: ({ subjectId }) => subjectId },
    { name: "detail", type: "jsonb", read: ({ detail }) => ({ ...detail }) },
  ];
  await bulkInsert(db, "audit_event", columns, events);
}

export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail: AuditDetail;
}

/** The shop's log, newest first. */
export async function listAuditRows(
  { storeId, db }: StoreScope,
  query: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ rows: AuditRow[]; nextCursor: string | null; total: number }> {
  const pattern = containsPattern(query.q);
  const where = Prisma.sql`"storeId" = ${storeId}::uuid
    AND ("action" ILIKE ${pattern} OR "actorName" ILIKE ${pattern} OR "subjectId" ILIKE ${pattern})`;
  const { orderBy, after } = keyset(Prisma.sql`"at"`, Prisma.sql`"id"`, "desc", query.cursor);
  const counted = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "audit_event" WHERE ${where}`;
  const rows = await db.$queryRaw<AuditRow[]>`
    SELECT "id", "at", "actorName", "action", "subjectKind", "subjectId", "detail"
    FROM "audit_event" WHERE ${where} AND ${after} ORDER BY ${orderBy} LIMIT ${query.limit + 1}`;
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor: rows.length > query.limit && last ? encodeCursor(last.at, last.id) : null,
    total: counted[0]!.count,
  };
}
