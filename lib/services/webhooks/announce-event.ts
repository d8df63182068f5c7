import { WEBHOOK_BODIES, type WebhookBody } from "@/lib/contracts/webhooks";
import type { StoreScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import { insertWebhookDeliveries, listWebhookEndpoints } from "@/lib/data/webhooks";
import type { SentEvent } from "@/lib/domain/webhooks/webhook-event";
import { newId } from "@/lib/platform/ids";

/**
 * Tells an event to every endpoint that hears of its kind, or to one. Call in the transaction of what happened: either
 * both are true or neither. `data` is asked for only where somebody listens.
 * @param at by the shop's clock; @param wallNow when the first attempt is due
 */
export async function announceEvent<E extends SentEvent>(
  tx: StoreScope,
  event: E,
  data: () => Promise<WebhookBody<E>["data"]> | WebhookBody<E>["data"],
  { at, wallNow, endpointId }: { at: Date; wallNow: Date; endpointId?: string },
): Promise<void> {
  const endpoints = await listWebhookEndpoints(tx);
  const listening = endpoints.filter(({ id, events }) =>
    endpointId ? id === endpointId : (events as readonly string[]).includes(event),
  );
  if (listening.length === 0) return;
  const eventId = newId();
  const shop = (await findStore(tx))!.slug;
  const body = { id: eventId, event, occurredAt: at.toISOString(), shop, data: await data() };
  await insertWebhookDeliveries(
    tx,
    listening.map(({ id }) => id),
    { eventId, event, body: JSON.stringify(WEBHOOK_BODIES[event].parse(body)), at: wallNow },
  );
}
