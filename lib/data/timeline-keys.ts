import { TIMELINE_KINDS, type TimelineKind } from "@/lib/domain/timeline";
import { Prisma } from "./generated/client";
import { decodeCursor, encodeCursor } from "./keyset";
import type { StoreScope } from "./scope";

/** Something that happened with a customer: its kind, the key of its rows, and when. */
export interface TimelineKey {
  readonly kind: TimelineKind;
  readonly key: string;
  readonly at: Date;
}

/** Where each kind's keys are: every source gives "key" as text and "at". */
function source(kind: TimelineKind, storeId: string, customerId: string): Prisma.Sql {
  const of = (alias: string) =>
    Prisma.sql`${Prisma.raw(`${alias}."storeId"`)} = ${storeId}::uuid
      AND ${Prisma.raw(`${alias}."customerId"`)} = ${customerId}::uuid`;
  switch (kind) {
    case "order":
      return Prisma.sql`SELECT o."id"::text AS "key", o."placedAt" AS "at" FROM "order" o
        WHERE ${of("o")} AND o."status" <> 'adjustment'`;
    case "return":
      return Prisma.sql`SELECT f."id"::text, f."refundedAt" FROM "refund" f WHERE ${of("f")}`;
    case "session":
      return Prisma.sql`SELECT e."sessionId", min(e."occurredAt") FROM "event" e
        WHERE ${of("e")} AND e."sessionId" IS NOT NULL GROUP BY 1`;
    case "email":
      return Prisma.sql`SELECT a."campaignId"::text, a."sentAt" FROM "campaign_assignment" a
        WHERE ${of("a")} AND a."sentAt" IS NOT NULL`;
    case "conversation":
      return Prisma.sql`SELECT v."id"::text, v."openedAt" FROM "conversation" v WHERE ${of("v")}`;
    case "rating":
      return Prisma.sql`SELECT r."productId"::text, r."ratedAt" FROM "rating" r WHERE ${of("r")}`;
    case "social":
      return Prisma.sql`SELECT e."messageId", e."occurredAt" FROM "event" e
        WHERE ${of("e")} AND e."channel" = 'social'`;
  }
}

function union(kinds: readonly TimelineKind[], storeId: string, customerId: string): Prisma.Sql {
  const branches = kinds.map(
    (kind) =>
      Prisma.sql`SELECT ${kind}::text AS "kind", s."key", s."at" FROM (${source(kind, storeId, customerId)}) AS s("key", "at")`,
  );
  return Prisma.join(branches, " UNION ALL ");
}

/**
 * One page of a customer's timeline, newest first. Cost: one indexed walk of this customer's own rows of the kinds
 * asked for.
 */
export async function listTimelineKeys(
  { storeId, db }: StoreScope,
  customerId: string,
  query: { kinds?: readonly TimelineKind[] | undefined; cursor?: string | undefined; limit: number },
): Promise<{ keys: TimelineKey[]; nextCursor: string | null }> {
  const kinds = query.kinds ?? TIMELINE_KINDS;
  // Two things of one instant stand in the order of their own keys, compared byte by byte on every engine.
  const tie = Prisma.sql`(t."kind" || ':' || t."key") COLLATE "C"`;
  const last = query.cursor === undefined ? null : decodeCursor(query.cursor);
  const after = last
    ? Prisma.sql`(t."at" < ${last.value} OR (t."at" = ${last.value} AND ${tie} > ${last.id} COLLATE "C"))`
    : Prisma.sql`TRUE`;
  const keys = await db.$queryRaw<TimelineKey[]>`
    SELECT t."kind", t."key", t."at" FROM (${union(kinds, storeId, customerId)}) t
    WHERE ${after} ORDER BY t."at" DESC, ${tie} LIMIT ${query.limit + 1}`;
  const page = keys.slice(0, query.limit);
  const end = page.at(-1);
  const nextCursor = keys.length > query.limit && end ? encodeCursor(end.at, `${end.kind}:${end.key}`) : null;
  return { keys: page, nextCursor };
}

/** How much of each kind a customer's timeline holds; kinds without any are absent. */
export async function countTimelineKinds(
  { storeId, db }: StoreScope,
  customerId: string,
): Promise<Partial<Record<TimelineKind, number>>> {
  const rows = await db.$queryRaw<{ kind: TimelineKind; count: number }[]>`
    SELECT t."kind", count(*)::int AS "count" FROM (${union(TIMELINE_KINDS, storeId, customerId)}) t GROUP BY 1`;
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}
