import { type BulkColumn, bulkInsert } from "./bulk-insert";
import type { Prisma } from "./generated/client";
import type { StoreScope } from "./scope";

export interface NewCampaign {
  readonly id: string;
  readonly name: string;
  /** Language → { name, subject }. */
  readonly translations: Readonly<Record<string, object>> | null;
  readonly goal: string;
  readonly channel: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly costPerSendMinor: number;
  readonly arms: readonly {
    readonly arm: string;
    readonly name: string;
    readonly share: number;
    readonly isHoldout: boolean;
    readonly offer: object | null;
  }[];
}

/** Campaigns with their arms; one that is there already stays as it is. Call in a transaction. */
export async function insertCampaigns(
  { storeId, db }: StoreScope,
  campaigns: readonly NewCampaign[],
): Promise<void> {
  await db.campaign.createMany({
    data: campaigns.map(({ arms: _, translations, ...campaign }) => ({
      storeId,
      ...campaign,
      ...(translations ? { translations: translations as Prisma.InputJsonObject } : {}),
    })),
    skipDuplicates: true,
  });
  await db.campaignArm.createMany({
    data: campaigns.flatMap(({ id, arms }) =>
      arms.map(({ offer, ...arm }) => ({
        storeId,
        campaignId: id,
        ...arm,
        ...(offer ? { offer: offer as Prisma.InputJsonObject } : {}),
      })),
    ),
    skipDuplicates: true,
  });
}

export interface NewAssignment {
  readonly customerId: string;
  readonly campaignId: string;
  readonly arm: string;
  readonly assignedAt: Date;
  readonly sentAt: Date | null;
  readonly messageId: string | null;
}

/** Who was drawn into which arm: once and for all, so a repeated draw changes only when it was sent. */
export async function putAssignments(
  { storeId, db }: StoreScope,
  assignments: readonly NewAssignment[],
): Promise<void> {
  const columns: BulkColumn<NewAssignment>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "customerId", type: "uuid", read: (row) => row.customerId },
    { name: "campaignId", type: "uuid", read: (row) => row.campaignId },
    { name: "arm", type: "text", read: (row) => row.arm },
    { name: "assignedAt", type: "timestamptz", read: (row) => row.assignedAt },
    { name: "sentAt", type: "timestamptz", read: (row) => row.sentAt },
    { name: "messageId", type: "text", read: (row) => row.messageId },
  ];
  await bulkInsert(db, "campaign_assignment", columns, assignments, {
    onConflict: `("storeId", "customerId", "campaignId")
      DO UPDATE SET "sentAt" = EXCLUDED."sentAt", "messageId" = EXCLUDED."messageId"`,
  });
}

export interface NewSpend {
  readonly id: string;
  readonly campaignId: string | null;
  readonly channel: string;
  readonly day: Date;
  readonly amountMinor: number;
}

export async function insertSpend({ storeId, db }: StoreScope, spend: readonly NewSpend[]): Promise<void> {
  const columns: BulkColumn<NewSpend>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "id", type: "uuid", read: (row) => row.id },
    { name: "campaignId", type: "uuid", read: (row) => row.campaignId },
    { name: "channel", type: "text", read: (row) => row.channel },
    { name: "day", type: "timestamptz", read: (row) => row.day },
    { name: "amountMinor", type: "int8", read: (row) => row.amountMinor },
  ];
  await bulkInsert(db, "campaign_spend", columns, spend, { onConflict: "DO NOTHING" });
}

/** Campaigns that began within a span, oldest first. */
export async function findCampaignsSince(
  { storeId, db }: StoreScope,
  from: Date,
  to: Date,
): Promise<
  { name: string; translations: Readonly<Record<string, { name?: string }>> | null; startsAt: Date }[]
> {
  const rows = await db.campaign.findMany({
    where: { storeId, startsAt: { gte: from, lte: to } },
    orderBy: { startsAt: "asc" },
    select: { name: true, translations: true, startsAt: true },
  });
  return rows.map((row) => ({
    ...row,
    translations: row.translations as Readonly<Record<string, { name?: string }>> | null,
  }));
}
