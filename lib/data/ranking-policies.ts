import type {
  Allocation,
  PlacementArm,
  PlacementSetting,
  PolicyVersion,
  SplitProposal,
} from "@/lib/domain/recommendations/placement";
import type { Placement } from "@/lib/domain/recommendations/placements";
import type { RankingPolicy as Policy } from "@/lib/domain/recommendations/policy";
import { Prisma, type RankingPolicy } from "./generated/client";
import type { StoreScope } from "./scope";
import { lockStore } from "./stores";

/** Stores the next version of a placement's policies. Call in a transaction. @returns its number */
export async function insertPolicyVersion(
  scope: StoreScope,
  policy: Omit<PolicyVersion, "version"> & { readonly createdById: string },
): Promise<number> {
  const { storeId, db } = scope;
  await lockStore(scope);
  const newest = await db.rankingPolicy.aggregate({
    where: { storeId, placement: policy.placement },
    _max: { version: true },
  });
  const version = (newest._max.version ?? 0) + 1;
  await db.rankingPolicy.create({
    data: { ...policy, storeId, version, content: policy.content as unknown as Prisma.InputJsonObject },
  });
  return version;
}

export async function findPolicyVersion(
  { storeId, db }: StoreScope,
  id: string,
): Promise<PolicyVersion | null> {
  const row = await db.rankingPolicy.findUnique({ where: { storeId_id: { storeId, id } } });
  return row && toVersion(row);
}

/** A placement's policies, newest first. */
export async function listPolicyVersions(
  { storeId, db }: StoreScope,
  placement: Placement,
  limit: number,
): Promise<PolicyVersion[]> {
  const rows = await db.rankingPolicy.findMany({
    where: { storeId, placement },
    orderBy: { version: "desc" },
    take: limit,
  });
  return rows.map(toVersion);
}

/** All placements that somebody set, and the policies they use. */
export async function listPlacementSettings({
  storeId,
  db,
}: StoreScope): Promise<{ settings: PlacementSetting[]; policies: PolicyVersion[] }> {
  const rows = await db.placement.findMany({ where: { storeId }, orderBy: { key: "asc" } });
  const settings = rows.map((row) => ({
    placement: row.key as Placement,
    allocation: row.allocation as Allocation,
    arms: row.arms as unknown as PlacementArm[],
    startedAt: row.startedAt,
    proposal: row.proposal as unknown as SplitProposal | null,
  }));
  const ids = settings.flatMap(({ arms, proposal }) =>
    [...arms, ...(proposal?.arms ?? [])].map(({ policyId }) => policyId),
  );
  const policies = await db.rankingPolicy.findMany({ where: { storeId, id: { in: ids } } });
  return { settings, policies: policies.map(toVersion) };
}

/** Says which policies make a placement's lists from now on, and what is proposed instead. Call in a transaction. */
export async function putPlacementSetting(
  { storeId, db }: StoreScope,
  { placement, allocation, arms, startedAt, proposal }: PlacementSetting,
  now: Date,
): Promise<void> {
  const values = {
    ...{ allocation, startedAt, updatedAt: now },
    arms: arms as unknown as Prisma.InputJsonArray,
    proposal: (proposal as unknown as Prisma.InputJsonObject | null) ?? Prisma.DbNull,
  };
  await db.placement.upsert({
    where: { storeId_key: { storeId, key: placement } },
    create: { storeId, key: placement, ...values },
    update: values,
  });
}

function toVersion(row: RankingPolicy): PolicyVersion {
  return {
    ...row,
    placement: row.placement as Placement,
    content: row.content as unknown as Policy,
  };
}
