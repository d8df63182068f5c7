import { Prisma } from "./generated/client";

/** Whether the customer `c` stands in a segment of a clustering that nobody removed. */
export const inSegment = (segmentId: string | null) => Prisma.sql`EXISTS (
  SELECT 1 FROM "segment_member" m
  WHERE m."storeId" = c."storeId" AND m."segmentId" = ${segmentId}::uuid AND m."customerId" = c."id"
    AND NOT EXISTS (SELECT 1 FROM "segmentation" g
      WHERE g."storeId" = m."storeId" AND g."id" = m."segmentationId" AND g."deletedAt" IS NOT NULL))`;
