import type { DeliveryStatus } from "@/lib/domain/webhooks/delivery";
import type { SentEvent, WebhookEvent } from "@/lib/domain/webhooks/webhook-event";
import { newId } from "@/lib/platform/ids";
import type { WebhookDelivery, WebhookEndpoint } from "./generated/client";
import { db, type StoreScope } from "./scope";

export interface StoredEndpoint {
  readonly id: string;
  readonly url: string;
  /** Encrypted; as it is only where it was stored before secrets were. */
  readonly secret: string;
  readonly events: readonly WebhookEvent[];
  readonly createdAt: Date;
  readonly createdById: string;
  readonly createdByName: string;
}

export interface StoredDelivery {
  readonly storeId: string;
  readonly id: string;
  readonly endpointId: string;
  readonly event: SentEvent;
  readonly body: string;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly dueAt: Date;
  readonly answerStatus: number | null;
  readonly answer: string | null;
  readonly createdAt: Date;
  readonly triedAt: Date | null;
}

export async function insertWebhookEndpoint(
  { storeId, db }: StoreScope,
  endpoint: StoredEndpoint,
): Promise<void> {
  await db.webhookEndpoint.create({ data: { ...endpoint, storeId, events: [...endpoint.events] } });
}

/** Those that still listen, oldest first. */
export async function listWebhookEndpoints({ storeId, db }: StoreScope): Promise<StoredEndpoint[]> {
  const rows = await db.webhookEndpoint.findMany({
    where: { storeId, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toEndpoint);
}

/**
 * Stores another secret of an endpoint that still listens.
 * @param over the one that it takes the place of, also of a removed endpoint; whichever stands there unless given
 * @returns whether it was there
 */
export async function replaceWebhookSecret(
  { storeId, db }: StoreScope,
  id: string,
  secret: string,
  over?: string,
): Promise<boolean> {
  const { count } = await db.webhookEndpoint.updateMany({
    where: over === undefined ? { storeId, id, removedAt: null } : { storeId, id, secret: over },
    data: { secret },
  });
  return count === 1;
}

/** Secrets that are not encrypted, in all shops, of removed endpoints too. Belongs to no shop: asked by the worker. */
export async function listUnsealedSecrets(
  prefix: string,
): Promise<{ storeId: string; id: string; secret: string }[]> {
  return db().webhookEndpoint.findMany({
    where: { secret: { not: { startsWith: prefix } } },
    select: { storeId: true, id: true, secret: true },
  });
}

/** @returns whether it was there; what still waited for it is not sent any more */
export async function removeWebhookEndpoint(
  { storeId, db }: StoreScope,
  id: string,
  now: Date,
): Promise<boolean> {
  const { count } = await db.webhookEndpoint.updateMany({
    where: { storeId, id, removedAt: null },
    data: { removedAt: now },
  });
  await db.webhookDelivery.updateMany({
    where: { storeId, endpointId: id, status: "waiting" },
    data: { status: "failed" },
  });
  return count === 1;
}

/** Writes an event for endpoints, to be sent by the worker. Call in the transaction of what happened. */
export async function insertWebhookDeliveries(
  { storeId, db }: StoreScope,
  endpointIds: readonly string[],
  message: { readonly eventId: string; readonly event: SentEvent; readonly body: string; readonly at: Date },
): Promise<void> {
  const { at, ...rest } = message;
  await db.webhookDelivery.createMany({
    data: endpointIds.map((endpointId) => ({
      ...{ storeId, id: newId(), endpointId, ...rest, dueAt: at, createdAt: at },
    })),
  });
}

/** The newest deliveries of the shop. */
export async function listWebhookDeliveries(
  { storeId, db }: StoreScope,
  limit: number,
): Promise<(StoredDelivery & { url: string; removed: boolean })[]> {
  const rows = await db.webhookDelivery.findMany({
    where: { storeId },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit,
  });
  const endpoints = await db.webhookEndpoint.findMany({
    where: { storeId, id: { in: [...new Set(rows.map(({ endpointId }) => endpointId))] } },
  });
  const known = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
  return rows.map((row) => ({
    ...toDelivery(row),
    url: known.get(row.endpointId)?.url ?? "",
    removed: known.get(row.endpointId)?.removedAt !== null,
  }));
}

/** Puts a delivery back into the queue from the beginning. @returns false when it or its endpoint is gone */
export async function requeueWebhookDelivery(
  { storeId, db }: StoreScope,
  id: string,
  now: Date,
): Promise<boolean> {
  const row = await db.webhookDelivery.findUnique({ where: { storeId_id: { storeId, id } } });
  const endpoint =
    row && (await db.webhookEndpoint.findUnique({ where: { storeId_id: { storeId, id: row.endpointId } } }));
  if (!endpoint || endpoint.removedAt) return false;
  const { count } = await db.webhookDelivery.updateMany({
    where: { storeId, id },
    data: { status: "waiting", attempts: 0, dueAt: now },
  });
  return count === 1;
}

/** Deliveries whose time has come, in all shops. Belongs to no shop: asked by the worker. */
export async function dueWebhookDeliveries(now: Date, limit: number): Promise<StoredDelivery[]> {
  const rows = await db().webhookDelivery.findMany({
    where: { status: "waiting", dueAt: { lte: now } },
    orderBy: { dueAt: "asc" },
    take: limit,
  });
  return rows.map(toDelivery);
}

/**
 * Takes a delivery for one attempt: nobody else gets it before `until`, and one whose worker dies is due again then.
 * @returns where to send it and what signs it; null when somebody else was first or the endpoint is gone
 */
export async function takeWebhookDelivery(
  { storeId, db }: StoreScope,
  delivery: Pick<StoredDelivery, "id" | "endpointId" | "attempts" | "dueAt">,
  until: Date,
): Promise<{ url: string; secret: string } | null> {
  const { id, endpointId, attempts, dueAt } = delivery;
  const { count } = await db.webhookDelivery.updateMany({
    where: { storeId, id, status: "waiting", attempts, dueAt },
    data: { attempts: attempts + 1, dueAt: until },
  });
  if (count === 0) return null;
  return db.webhookEndpoint.findFirst({
    where: { storeId, id: endpointId, removedAt: null },
    select: { url: true, secret: true },
  });
}

/** Writes down how an attempt went, unless the delivery was put back or given up meanwhile. */
export async function recordWebhookAttempt(
  { storeId, db }: StoreScope,
  id: string,
  attempts: number,
  outcome: Pick<StoredDelivery, "status" | "dueAt" | "answerStatus" | "answer" | "triedAt">,
): Promise<void> {
  await db.webhookDelivery.updateMany({ where: { storeId, id, status: "waiting", attempts }, data: outcome });
}

/** Forgets deliveries that ended before a day. @returns how many */
export async function forgetWebhookDeliveries(before: Date): Promise<number> {
  const { count } = await db().webhookDelivery.deleteMany({
    where: { status: { not: "waiting" }, createdAt: { lt: before } },
  });
  return count;
}

function toEndpoint(row: WebhookEndpoint): StoredEndpoint {
  const { id, url, secret, events, createdAt, createdById, createdByName } = row;
  return { id, url, secret, events: events as WebhookEvent[], createdAt, createdById, createdByName };
}

function toDelivery({ eventId: _, event, status, ...row }: WebhookDelivery): StoredDelivery {
  return { ...row, event: event as SentEvent, status: status as DeliveryStatus };
}
