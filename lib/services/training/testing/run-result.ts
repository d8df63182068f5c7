import { storeScope } from "@/lib/data/scope";

/** What a segmentation run made, without the ids that are new each time: equal for equal runs of one shop. */
export async function runResult(storeId: string, runId: string) {
  const { db } = storeScope(storeId);
  const segmentation = await db.segmentation.findFirstOrThrow({
    where: { storeId, trainingRunId: runId },
    include: { segments: { orderBy: { position: "asc" } } },
  });
  const members = await db.segmentMember.findMany({
    where: { storeId, segmentationId: segmentation.id },
    orderBy: { customerId: "asc" },
  });
  const model = await db.modelVersion.findFirstOrThrow({ where: { storeId, trainingRunId: runId } });
  const positions = new Map(segmentation.segments.map((segment) => [segment.id, segment.position]));
  return {
    quality: segmentation.quality,
    segments: segmentation.segments.map(({ size, profile }) => ({ size, profile })),
    members: members.map(({ customerId, segmentId, distance, mapX, mapY }) => ({
      ...{ customerId, distance, mapX, mapY },
      position: positions.get(segmentId),
    })),
    snapshot: model.snapshot,
  };
}
