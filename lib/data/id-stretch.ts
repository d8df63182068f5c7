import { Prisma } from "./generated/client";

/** Some of a shop's rows in the order of their ids: those with `afterId` < id ≤ `lastId`; null begins with the first. */
export interface IdStretch {
  readonly afterId: string | null;
  readonly lastId: string;
}

/** The condition that an id lies in a stretch. */
export function inStretch(id: Prisma.Sql, { afterId, lastId }: IdStretch): Prisma.Sql {
  return Prisma.sql`(${afterId}::uuid IS NULL OR ${id} > ${afterId}::uuid) AND ${id} <= ${lastId}::uuid`;
}

/** The condition that rows belong to a shop, and by one of their columns to a stretch of it. */
export function inShopStretch(
  storeId: string,
  stretch: IdStretch,
): (alias: string, column: string) => Prisma.Sql {
  return (alias, column) => Prisma.sql`${Prisma.raw(`${alias}."storeId"`)} = ${storeId}::uuid
    AND ${inStretch(Prisma.raw(`${alias}."${column}"`), stretch)}`;
}
