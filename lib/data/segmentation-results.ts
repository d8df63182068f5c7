import type { StoreScope } from "./scope";

/** Run → the segmentation it made; runs that made none are left out. */
export async function findSegmentationIdsByRun(
  { storeId, db }: StoreScope,
  runIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.segmentation.findMany({
    where: { storeId, trainingRunId: { in: [...runIds] } },
    select: { id: true, trainingRunId: true },
  });
  return new Map(rows.map((row) => [row.trainingRunId, row.id]));
}
