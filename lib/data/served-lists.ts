import type { StoreScope } from "./scope";

/** A list that was served, as feedback needs it. */
export interface ServedListRow {
  readonly id: string;
  readonly customerId: string;
  readonly sessionId: string | null;
  readonly servedAt: Date;
  readonly items: readonly { readonly productId: string; readonly propensity: number }[];
}

export async function findServedLists(
  { storeId, db }: StoreScope,
  ids: readonly string[],
): Promise<Map<string, ServedListRow>> {
  const rows = await db.recommendation.findMany({
    where: { storeId, id: { in: [...new Set(ids)] } },
    select: { id: true, customerId: true, sessionId: true, servedAt: true, items: true },
  });
  return new Map(rows.map((row) => [row.id, row as unknown as ServedListRow]));
}
