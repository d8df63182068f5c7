import { Prisma } from "./generated/client";
import type { StoreScope } from "./scope";

export interface ActiveCustomers {
  /** By ISO date of the shop's zone; days without any are absent. */
  readonly byDay: ReadonlyMap<string, number>;
  /** Different customers in [beforeFrom, from) and in [from, to). */
  readonly before: number;
  readonly now: number;
}

/**
 * Known customers who did something: ordered, visited, opened or clicked an e-mail, rated, wrote. Mail that bounced is
 * nobody's act. One walk over the events, orders, ratings and conversations of both stretches.
 */
export async function countActiveCustomers(
  { storeId, db }: StoreScope,
  timeZone: string,
  stretch: { beforeFrom: Date; from: Date; to: Date },
): Promise<ActiveCustomers> {
  const { beforeFrom, from, to } = stretch;
  const acts = (table: string, column: string, condition = Prisma.sql`TRUE`) => {
    const at = Prisma.raw(`a."${column}"`);
    return Prisma.sql`SELECT a."customerId", ${at} AS "at" FROM ${Prisma.raw(`"${table}"`)} a
      WHERE a."storeId" = ${storeId}::uuid AND ${at} >= ${beforeFrom} AND ${at} < ${to} AND ${condition}`;
  };
  const rows = await db.$queryRaw<{ date: string | null; recent: boolean | null; customers: number }[]>`
    WITH acts AS (
      SELECT a."customerId", to_char(a."at" AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS "date",
             a."at" >= ${from} AS "recent"
      FROM (
        ${acts("event", "occurredAt", Prisma.sql`a."type" <> 'email_bounced'`)}
        UNION ALL ${acts("order", "placedAt", Prisma.sql`a."status" <> 'adjustment'`)}
        UNION ALL ${acts("rating", "ratedAt")}
        UNION ALL ${acts("conversation", "openedAt")}
      ) a
      GROUP BY 1, 2, 3
    )
    SELECT "date", "recent", count(DISTINCT acts."customerId")::int AS "customers"
    FROM acts JOIN "customer" c ON c."storeId" = ${storeId}::uuid AND c."id" = acts."customerId"
      AND c."kind" = 'customer'
    GROUP BY GROUPING SETS (("date"), ("recent"))`;
  const inStretch = (recent: boolean) =>
    rows.find((row) => row.date === null && row.recent === recent)?.customers ?? 0;
  return {
    byDay: new Map(rows.flatMap(({ date, customers }) => (date === null ? [] : [[date, customers]]))),
    before: inStretch(false),
    now: inStretch(true),
  };
}
