import { Prisma } from "./generated/client";
import type { StoreScope } from "./scope";

/**
 * Tells the planner what the shops' tables hold. After many rows came at once it would otherwise plan for nearly empty
 * tables until the next round of the background's work, and a statement of half a second takes minutes.
 */
export async function refreshPlannerStatistics({ db }: StoreScope): Promise<void> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT format('%I', c."table_name") AS "name"
    FROM information_schema.columns c
    JOIN information_schema.tables t USING ("table_schema", "table_name")
    WHERE c."table_schema" = current_schema() AND c."column_name" = 'storeId' AND t."table_type" = 'BASE TABLE'
    ORDER BY 1`;
  if (tables.length > 0)
    await db.$executeRaw(Prisma.raw(`ANALYZE ${tables.map(({ name }) => name).join(", ")}`));
}
