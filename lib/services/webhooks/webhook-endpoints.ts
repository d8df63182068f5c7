import type { z } from "zod";
import { addEndpointInput, type endpointIdInput, type WebhooksView } from "@/lib/contracts/webhooks";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { findStore, lockStore } from "@/lib/data/stores";
import {
  insertWebhookEndpoint,
  listWebhookDeliveries,
  listWebhookEndpoints,
  removeWebhookEndpoint,
  replaceWebhookSecret,
  requeueWebhookDelivery,
} from "@/lib/data/webhooks";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { shopNow } from "@/lib/domain/shop";
import { type AddressRefusal, refuseAddress } from "@/lib/domain/webhooks/endpoint-address";
import { PING } from "@/lib/domain/webhooks/webhook-event";
import { newId } from "@/lib/platform/ids";
import { announceEvent } from "./announce-event";
import { newWebhookSecret, openWebhookSecret, sealWebhookSecret } from "./webhook-secret";

const MOST_ENDPOINTS = 20;
const DELIVERIES_SHOWN = 100;

const REFUSALS: Readonly<Record<AddressRefusal, string>> = {
  NOT_A_URL: "This is no address. Write it in full, with https:// at its beginning.",
  NOT_HTTPS: "Only https addresses are called, or http on this machine itself (127.0.0.1, localhost).",
  CREDENTIALS: "Leave name and password out of the address: every request is signed.",
  PRIVATE: "This address lies in a private network. Only public addresses are called.",
};

/** The endpoints of the shop and what was sent to them last. */
export async function listWebhooks(actor: Actor): Promise<WebhooksView> {
  authorise(actor, "webhook:write");
  const scope = storeScope(actor.storeId);
  const endpoints = await listWebhookEndpoints(scope);
  const deliveries = await listWebhookDeliveries(scope, DELIVERIES_SHOWN);
  return {
    endpoints: endpoints.map(({ id, url, secret, events, createdAt, createdByName }) => ({
      ...{ id, url, events, createdByName },
      createdAt: createdAt.toISOString(),
      isSecretLost: openWebhookSecret({ storeId: actor.storeId, endpointId: id }, secret) === null,
    })),
    deliveries: deliveries.map((delivery) => ({
      id: delivery.id,
      url: delivery.url,
      event: delivery.event,
      status: delivery.status,
      attempts: delivery.attempts,
      dueAt: delivery.status === "waiting" ? delivery.dueAt.toISOString() : null,
      answerStatus: delivery.answerStatus,
      answer: delivery.answer,
      createdAt: delivery.createdAt.toISOString(),
      triedAt: delivery.triedAt?.toISOString() ?? null,
      canResend: !delivery.removed,
    })),
  };
}

/** Adds an endpoint, to which a ping is sent at once. The secret is given back this once. @throws AppError INVALID, CONFLICT */
export async function addWebhookEndpoint(
  actor: Actor,
  input: z.input<typeof addEndpointInput>,
  wallNow: Date,
): Promise<{ id: string; secret: string }> {
  authorise(actor, "webhook:write");
  const { url, events } = addEndpointInput.parse(input);
  const refused = refuseAddress(url);
  if (refused) throw new AppError("INVALID", REFUSALS[refused], { fieldErrors: { url: REFUSALS[refused] } });
  const id = newId();
  const secret = newWebhookSecret();
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    await lockStore(tx);
    if ((await listWebhookEndpoints(tx)).length >= MOST_ENDPOINTS)
      throw new AppError("CONFLICT", "A shop has at most 20 endpoints. Remove one first.");
    await insertWebhookEndpoint(tx, {
      ...{ id, url, events: [...new Set(events)], createdAt: wallNow },
      secret: sealWebhookSecret({ storeId: actor.storeId, endpointId: id }, secret),
      ...{ createdById: actor.id, createdByName: actor.name },
    });
    const at = shopNow((await findStore(tx))!, wallNow);
    await announceEvent(tx, PING, () => ({ endpointId: id }), { at, wallNow, endpointId: id });
    await appendAuditEvent(tx, {
      ...{ at: wallNow, actor, action: "webhook.added", subjectKind: "webhook-endpoint", subjectId: id },
      detail: { url, events: events.join(", ") },
    });
  });
  return { id, secret };
}

/**
 * Gives an endpoint a new secret, which is given back this once; what is sent from now on is signed with it alone.
 * @throws AppError NOT_FOUND
 */
export async function renewWebhookSecret(
  actor: Actor,
  { endpointId }: z.input<typeof endpointIdInput>,
  wallNow: Date,
): Promise<{ secret: string }> {
  authorise(actor, "webhook:write");
  const secret = newWebhookSecret();
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    const sealed = sealWebhookSecret({ storeId: actor.storeId, endpointId }, secret);
    if (!(await replaceWebhookSecret(tx, endpointId, sealed)))
      throw new AppError("NOT_FOUND", "There is no such endpoint in this shop.");
    await appendAuditEvent(tx, {
      ...{ at: wallNow, actor, action: "webhook.secret-renewed" },
      ...{ subjectKind: "webhook-endpoint", subjectId: endpointId, detail: {} },
    });
  });
  return { secret };
}

/** Removes an endpoint; what still waited for it is not sent any more. @throws AppError NOT_FOUND */
export async function removeWebhook(actor: Actor, endpointId: string, wallNow: Date): Promise<void> {
  authorise(actor, "webhook:write");
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    if (!(await removeWebhookEndpoint(tx, endpointId, wallNow)))
      throw new AppError("NOT_FOUND", "There is no such endpoint in this shop.");
    await appendAuditEvent(tx, {
      ...{ at: wallNow, actor, action: "webhook.removed" },
      ...{ subjectKind: "webhook-endpoint", subjectId: endpointId, detail: {} },
    });
  });
}

/** Sends a delivery again, from the first attempt on. @throws AppError NOT_FOUND */
export async function resendWebhook(actor: Actor, deliveryId: string, wallNow: Date): Promise<void> {
  authorise(actor, "webhook:write");
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    if (!(await requeueWebhookDelivery(tx, deliveryId, wallNow)))
      throw new AppError("NOT_FOUND", "This delivery or its endpoint is no longer there.");
    await appendAuditEvent(tx, {
      ...{ at: wallNow, actor, action: "webhook.resent" },
      ...{ subjectKind: "webhook-delivery", subjectId: deliveryId, detail: {} },
    });
  });
}
