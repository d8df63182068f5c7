import type { Placement } from "@/lib/domain/recommendations/placements";
import type { ArmEvidence } from "@/lib/domain/recommendations/share-by-sampling";
import { OPENED_FROM_LIST } from "./list-clicks";
import { db, type StoreScope } from "./scope";

export interface ServingShop {
  readonly id: string;
  readonly clockKind: "wall" | "simulated";
  readonly clockAt: Date | null;
  /** The shop's time up to which the model in force was trained. */
  readonly trainedUntil: Date | null;
}

/** Shops that a trained model makes lists for. */
export async function listServingShops(kind: string): Promise<ServingShop[]> {
  return db().$queryRaw<ServingShop[]>`
    SELECT s."id", s."clockKind", s."clockAt", max((m."dataWindow" ->> 'readAt')::timestamptz) AS "trainedUntil"
    FROM "store" s JOIN "model_version" m ON m."storeId" = s."id" AND m."kind" = ${kind}
    GROUP BY s."id" ORDER BY s."id"`;
}

/** By policy: the customers its lists were shown to since a moment, and those who clicked within two days. */
export async function countArmEvidence(
  { storeId, db: connection }: StoreScope,
  options: { placement: Placement; policyIds: readonly string[]; since: Date },
): Promise<ArmEvidence[]> {
  const { placement, policyIds, since } = options;
  return connection.$queryRaw<ArmEvidence[]>`
    SELECT r."policyId", count(DISTINCT r."customerId")::int AS "customers",
      count(DISTINCT e."customerId")::int AS "clicked"
    FROM "recommendation" r
    LEFT JOIN "event" e ON e."storeId" = r."storeId" AND e."customerId" = r."customerId"
      AND e."occurredAt" >= r."servedAt" AND e."occurredAt" < r."servedAt" + interval '2 days'
      AND ${OPENED_FROM_LIST} AND e."recommendationId" = r."id"
    WHERE r."storeId" = ${storeId}::uuid AND r."servedAt" >= ${since} AND r."placement" = ${placement}
      AND r."policyId" = ANY(${policyIds}::uuid[]) AND NOT r."explored"
    GROUP BY 1`;
}
