import { type BulkColumn, bulkInsert } from "./bulk-insert";
import type { StoreScope } from "./scope";

export interface NewEvent {
  readonly customerId: string;
  /** Unique per customer: the same message twice is one event. */
  readonly messageId: string;
  readonly type: string;
  readonly channel: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly sessionId: string | null;
  readonly device: string | null;
  readonly productId: string | null;
  readonly quantity: number | null;
  readonly valueMinor: number | null;
  readonly orderId: string | null;
  readonly campaignId: string | null;
  readonly recommendationId: string | null;
  readonly position: number | null;
  readonly text: string | null;
}

/** @returns how many were new; a message that is there already changes nothing. */
export async function insertEvents(
  { storeId, db }: StoreScope,
  events: readonly NewEvent[],
): Promise<number> {
  const columns: BulkColumn<NewEvent>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "customerId", type: "uuid", read: (row) => row.customerId },
    { name: "messageId", type: "text", read: (row) => row.messageId },
    { name: "type", type: "text", read: (row) => row.type },
    { name: "channel", type: "text", read: (row) => row.channel },
    { name: "occurredAt", type: "timestamptz", read: (row) => row.occurredAt },
    { name: "receivedAt", type: "timestamptz", read: (row) => row.receivedAt },
    { name: "sessionId", type: "text", read: (row) => row.sessionId },
    { name: "device", type: "text", read: (row) => row.device },
    { name: "productId", type: "uuid", read: (row) => row.productId },
    { name: "quantity", type: "int4", read: (row) => row.quantity },
    { name: "valueMinor", type: "int8", read: (row) => row.valueMinor },
    { name: "orderId", type: "uuid", read: (row) => row.orderId },
    { name: "campaignId", type: "uuid", read: (row) => row.campaignId },
    { name: "recommendationId", type: "uuid", read: (row) => row.recommendationId },
    { name: "position", type: "int4", read: (row) => row.position },
    { name: "text", type: "text", read: (row) => row.text },
  ];
  return bulkInsert(db, "event", columns, events, { onConflict: "DO NOTHING" });
}

export interface NewRecommendation {
  readonly customerId: string;
  readonly id: string;
  readonly sessionId: string | null;
  readonly placement: string;
  readonly policy: string;
  readonly explored: boolean;
  readonly contextProductId: string | null;
  readonly items: readonly { readonly productId: string; readonly propensity: number }[];
  readonly servedAt: Date;
  /** What made it, where the shop's engine did. */
  readonly policyId?: string | null;
  readonly modelVersionId?: string | null;
  readonly moment?: object | null;
}

/** Lists that were shown, with the probability of each place. */
export async function insertRecommendations(
  { storeId, db }: StoreScope,
  recommendations: readonly NewRecommendation[],
): Promise<void> {
  const columns: BulkColumn<NewRecommendation>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "customerId", type: "uuid", read: (row) => row.customerId },
    { name: "id", type: "uuid", read: (row) => row.id },
    { name: "sessionId", type: "text", read: (row) => row.sessionId },
    { name: "placement", type: "text", read: (row) => row.placement },
    { name: "policy", type: "text", read: (row) => row.policy },
    { name: "explored", type: "bool", read: (row) => row.explored },
    { name: "contextProductId", type: "uuid", read: (row) => row.contextProductId },
    { name: "items", type: "jsonb", read: (row) => row.items },
    { name: "servedAt", type: "timestamptz", read: (row) => row.servedAt },
    { name: "policyId", type: "uuid", read: (row) => row.policyId ?? null },
    { name: "modelVersionId", type: "uuid", read: (row) => row.modelVersionId ?? null },
    { name: "moment", type: "jsonb", read: (row) => row.moment ?? null },
  ];
  await bulkInsert(db, "recommendation", columns, recommendations, { onConflict: "DO NOTHING" });
}
