import { DUE_AT } from "./customer-list";
import type { StoreScope } from "./scope";

export interface SegmentSums {
  readonly segmentId: string;
  readonly revenueMinor: number;
  /** Members whose next order was due by the given time. */
  readonly overdue: number;
}

/** Sums over the members of each segment of one clustering. Cost: one walk of its members. */
export async function sumSegmentMembers(
  { storeId, db }: StoreScope,
  segmentationId: string,
  dueTo: Date,
): Promise<SegmentSums[]> {
  return db.$queryRaw<SegmentSums[]>`
    SELECT m."segmentId", COALESCE(SUM(f."revenueMinor"), 0)::float8 AS "revenueMinor",
      COUNT(*) FILTER (WHERE ${DUE_AT} <= ${dueTo})::int AS "overdue"
    FROM "segment_member" m
    LEFT JOIN "customer_features" f ON f."storeId" = m."storeId" AND f."customerId" = m."customerId"
    WHERE m."storeId" = ${storeId}::uuid AND m."segmentationId" = ${segmentationId}::uuid
    GROUP BY m."segmentId"`;
}
