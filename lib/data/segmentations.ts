import type {
  SegmentationQuality,
  SegmentationSummary,
  SegmentFeature,
  SegmentSummary,
} from "@/lib/domain/segments/segmentation";
import type { Segment, Segmentation } from "./generated/client";
import type { StoreScope } from "./scope";

export interface SegmentationWithSegments extends SegmentationSummary {
  readonly segments: SegmentSummary[];
  readonly modelVersion: number | null;
}

/** The shop's clusterings, newest first, with the sizes of their segments in order of position. */
export async function listSegmentations(
  { storeId, db }: StoreScope,
  limit: number,
): Promise<SegmentationWithSegments[]> {
  const rows = await db.segmentation.findMany({
    where: { storeId, deletedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
    include: { segments: { orderBy: { position: "asc" } } },
  });
  const versions = await versionsOf({ storeId, db }, rows);
  return rows.map((row) => ({
    ...toSegmentation(row),
    segments: row.segments.map(toSegment),
    modelVersion: versions.get(row.modelVersionId) ?? null,
  }));
}

export async function findSegmentation(
  { storeId, db }: StoreScope,
  id: string,
): Promise<SegmentationWithSegments | null> {
  const row = await db.segmentation.findUnique({
    where: { storeId_id: { storeId, id }, deletedAt: null },
    include: { segments: { orderBy: { position: "asc" } } },
  });
  if (!row) return null;
  const versions = await versionsOf({ storeId, db }, [row]);
  return {
    ...toSegmentation(row),
    segments: row.segments.map(toSegment),
    modelVersion: versions.get(row.modelVersionId) ?? null,
  };
}

export async function findSegment(
  { storeId, db }: StoreScope,
  id: string,
): Promise<(SegmentSummary & { segmentationId: string }) | null> {
  const row = await db.segment.findUnique({
    where: { storeId_id: { storeId, id }, segmentation: { deletedAt: null } },
  });
  return row && { ...toSegment(row), segmentationId: row.segmentationId };
}

/** Changes the name a person gave; false when the segment is not there. */
export async function renameSegment(
  { storeId, db }: StoreScope,
  id: string,
  givenName: string | null,
): Promise<boolean> {
  const { count } = await db.segment.updateMany({ where: { storeId, id }, data: { givenName } });
  return count === 1;
}

/** Removes a clustering from every list, at a moment, or brings it back with null; false when nothing changed. */
export async function setSegmentationDeleted(
  { storeId, db }: StoreScope,
  id: string,
  deletedAt: Date | null,
): Promise<boolean> {
  const { count } = await db.segmentation.updateMany({
    where: { storeId, id, deletedAt: deletedAt ? null : { not: null } },
    data: { deletedAt },
  });
  return count === 1;
}

/** Erases clusterings that were removed before a moment, with their segments and memberships. */
export async function eraseDeletedSegmentations({ storeId, db }: StoreScope, before: Date): Promise<void> {
  const rows = await db.segmentation.findMany({
    where: { storeId, deletedAt: { lt: before } },
    select: { id: true },
  });
  const ids = rows.map(({ id }) => id);
  await db.segmentMember.deleteMany({ where: { storeId, segmentationId: { in: ids } } });
  await db.segmentation.deleteMany({ where: { storeId, id: { in: ids } } });
}

export interface MapPoint {
  readonly customerId: string;
  readonly name: string;
  readonly position: number;
  readonly x: number;
  readonly y: number;
}

/**
 * Points of a segmentation's map, an even sample of at most `limit`: taken by the customer's random id bits,
 * so that each segment keeps its share.
 */
export async function listMapPoints(
  { storeId, db }: StoreScope,
  segmentationId: string,
  limit: number,
): Promise<MapPoint[]> {
  return db.$queryRaw<MapPoint[]>`
    SELECT m."customerId", c."name", s."position", m."mapX" AS "x", m."mapY" AS "y"
    FROM "segment_member" m
    JOIN "segment" s ON s."storeId" = m."storeId" AND s."id" = m."segmentId"
    JOIN "customer" c ON c."storeId" = m."storeId" AND c."id" = m."customerId"
    WHERE m."storeId" = ${storeId}::uuid AND m."segmentationId" = ${segmentationId}::uuid
    ORDER BY md5(m."customerId"::text), m."customerId" LIMIT ${limit}`;
}

export interface CustomerMembership {
  readonly segmentationId: string;
  readonly segmentationName: string | null;
  readonly modelVersion: number | null;
  readonly segmentId: string;
  /** All segments of that segmentation, in order of position. */
  readonly siblings: readonly SegmentSummary[];
  readonly since: Date;
}

/** The segments one customer stands in, newest clustering first. */
export async function listMemberships(
  { storeId, db }: StoreScope,
  customerId: string,
): Promise<CustomerMembership[]> {
  const members = await db.segmentMember.findMany({ where: { storeId, customerId } });
  const segmentations = await db.segmentation.findMany({
    where: { storeId, id: { in: members.map((member) => member.segmentationId) }, deletedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: { segments: { orderBy: { position: "asc" } } },
  });
  const versions = await versionsOf({ storeId, db }, segmentations);
  return segmentations.map(({ id, name, modelVersionId, segments }) => {
    const { segmentId, since } = members.find((member) => member.segmentationId === id)!;
    const siblings = segments.map(toSegment);
    const modelVersion = versions.get(modelVersionId) ?? null;
    return { segmentationId: id, segmentationName: name, modelVersion, segmentId, siblings, since };
  });
}

/** Versions of the models that made some clusterings, by the model's id. */
async function versionsOf(
  { storeId, db }: StoreScope,
  rows: readonly Pick<Segmentation, "modelVersionId">[],
): Promise<ReadonlyMap<string, number>> {
  const models = await db.modelVersion.findMany({
    where: { storeId, id: { in: rows.map((row) => row.modelVersionId) } },
    select: { id: true, version: true },
  });
  return new Map(models.map((model) => [model.id, model.version]));
}

function toSegmentation(row: Segmentation): SegmentationSummary {
  const { id, name, modelVersionId, trainingRunId, features, clusters, customerCount } = row;
  return {
    ...{ id, name, modelVersionId, trainingRunId, features, clusters, customerCount },
    quality: row.quality as unknown as SegmentationQuality,
    createdAt: row.createdAt,
    createdByName: row.createdByName,
  };
}

function toSegment(row: Segment): SegmentSummary {
  const { id, position, givenName, size } = row;
  return { id, position, givenName, size, profile: row.profile as unknown as SegmentFeature[] };
}
