import type { PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import type { Prisma, PricingPolicy as Row } from "./generated/client";
import type { StoreScope } from "./scope";

/** A version of how the shop sets prices; `approvedById` null while nobody said yes. */
export interface StoredPricingPolicy {
  readonly version: number;
  readonly policy: PricingPolicy;
  readonly createdAt: Date;
  readonly createdById: string;
  readonly createdByName: string;
  readonly approvedAt: Date | null;
  readonly approvedById: string | null;
  readonly approvedByName: string | null;
}

/** The version that holds: the newest that was approved. */
export async function findPricingPolicy({ storeId, db }: StoreScope): Promise<StoredPricingPolicy | null> {
  const row = await db.pricingPolicy.findFirst({
    where: { storeId, approvedAt: { not: null } },
    orderBy: { version: "desc" },
  });
  return row && toPolicy(row);
}

export async function findPricingPolicyVersion(
  { storeId, db }: StoreScope,
  version: number,
): Promise<StoredPricingPolicy | null> {
  const row = await db.pricingPolicy.findUnique({ where: { storeId_version: { storeId, version } } });
  return row && toPolicy(row);
}

export async function listPricingPolicies(
  { storeId, db }: StoreScope,
  limit: number,
): Promise<StoredPricingPolicy[]> {
  const rows = await db.pricingPolicy.findMany({
    where: { storeId },
    orderBy: { version: "desc" },
    take: limit,
  });
  return rows.map(toPolicy);
}

export async function insertPricingPolicy(
  { storeId, db }: StoreScope,
  policy: Omit<StoredPricingPolicy, "approvedAt" | "approvedById" | "approvedByName">,
): Promise<void> {
  const { policy: content, ...rest } = policy;
  await db.pricingPolicy.create({
    data: { storeId, ...rest, content: content as unknown as Prisma.InputJsonObject },
  });
}

/** @returns false when the version is approved already. */
export async function approvePricingPolicyVersion(
  { storeId, db }: StoreScope,
  version: number,
  by: { readonly approvedAt: Date; readonly approvedById: string; readonly approvedByName: string },
): Promise<boolean> {
  const { count } = await db.pricingPolicy.updateMany({
    where: { storeId, version, approvedAt: null },
    data: by,
  });
  return count === 1;
}

function toPolicy(row: Row): StoredPricingPolicy {
  const { version, createdAt, createdById, createdByName, approvedAt, approvedById, approvedByName } = row;
  return {
    ...{ version, createdAt, createdById, createdByName, approvedAt, approvedById, approvedByName },
    policy: row.content as unknown as PricingPolicy,
  };
}
