import type { StoreScope } from "./scope";

/** Grown so much since they were last looked at, their statistics mislead the planner. */
const GROWTH = 2;

/**
 * Gathers statistics of the shop tables that have grown to more than twice what the planner knows, or that it knows
 * nothing of: after a load it would otherwise choose plans for empty tables. Where nothing has grown this is one look
 * at the catalogue.
 * @returns the tables that were looked at
 */
export async function analyseGrownTables({ db }: Pick<StoreScope, "db">): Promise<string[]> {
  const grown = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I', c."relname") AS "name" FROM pg_class c
    WHERE c."relnamespace" = 'public'::regnamespace AND c."relkind" = 'r'
      AND pg_relation_size(c."oid") > ${GROWTH} * c."relpages"::int8 * current_setting('block_size')::int8
    ORDER BY 1`;
  for (const { name } of grown) await db.$executeRawUnsafe(`ANALYZE ${name}`);
  return grown.map(({ name }) => name);
}
