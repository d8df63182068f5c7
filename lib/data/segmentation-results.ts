import type { SegmentationQuality, SegmentFeature } from "@/lib/domain/segments/segmentation";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import type { Prisma } from "./generated/client";
import type { StoreScope } from "./scope";

/** Run → the segmentation it made; runs that made none are left out. */
export async function findSegmentationIdsByRun(
  { storeId, db }: StoreScope,
  runIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.segmentation.findMany({
    where: { storeId, trainingRunId: { in: [...runIds] }, deletedAt: null },
    select: { id: true, trainingRunId: true },
  });
  return new Map(rows.map((row) => [row.trainingRunId, row.id]));
}

export interface NewSegmentation {
  readonly id: string;
  readonly name: string | null;
  readonly modelVersionId: string;
  readonly trainingRunId: string;
  readonly features: readonly string[];
  readonly quality: SegmentationQuality;
  readonly createdAt: Date;
  readonly createdByName: string;
  /** In the order of their positions. */
  readonly segments: readonly {
    readonly id: string;
    readonly size: number;
    readonly profile: readonly SegmentFeature[];
  }[];
}

export interface NewSegmentMember {
  readonly customerId: string;
  readonly segmentId: string;
  readonly distance: number;
  readonly mapX: number;
  readonly mapY: number;
}

/** Stores a clustering with its segments and every membership. Call in a transaction. */
export async function insertSegmentation(
  { storeId, db }: StoreScope,
  segmentation: NewSegmentation,
  members: readonly NewSegmentMember[],
  since: Date,
): Promise<void> {
  const { segments, quality, features, ...rest } = segmentation;
  await db.segmentation.create({
    data: {
      ...rest,
      storeId,
      features: [...features],
      clusters: segments.length,
      customerCount: members.length,
      quality: quality as unknown as Prisma.InputJsonObject,
    },
  });
  await db.segment.createMany({
    data: segments.map(({ id, size, profile }, position) => ({
      ...{ storeId, id, position, size },
      segmentationId: segmentation.id,
      profile: profile as unknown as Prisma.InputJsonArray,
    })),
  });
  const columns: BulkColumn<NewSegmentMember>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "segmentId", type: "uuid", read: (member) => member.segmentId },
    { name: "customerId", type: "uuid", read: (member) => member.customerId },
    { name: "segmentationId", type: "uuid", read: () => segmentation.id },
    { name: "distance", type: "float8", read: (member) => member.distance },
    { name: "mapX", type: "float8", read: (member) => member.mapX },
    { name: "mapY", type: "float8", read: (member) => member.mapY },
    { name: "since", type: "timestamptz", read: () => since },
  ];
  await bulkInsert(db, "segment_member", columns, members);
}
