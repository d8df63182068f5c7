import { storeScope } from "@/lib/data/scope";
import {
  dueWebhookDeliveries,
  forgetWebhookDeliveries,
  recordWebhookAttempt,
  type StoredDelivery,
  takeWebhookDelivery,
} from "@/lib/data/webhooks";
import { isTakenIn, nextAttempt } from "@/lib/domain/webhooks/delivery";
import { authSecret } from "@/lib/platform/env";
import { postWebhook } from "./post-webhook";
import { signWebhook } from "./sign-webhook";
import { openWebhookSecret, sealStoredSecrets } from "./webhook-secret";

/** Sent side by side, so that one slow endpoint does not hold up the others. */
const AT_ONCE = 8;
/** Longer than an attempt can take. */
const LEASE_MS = 60_000;
const KEPT_MS = 30 * 86_400_000;
const HOUR_MS = 3_600_000;

/** The hour in which this process last kept house: asked every few seconds, once an hour is enough. */
let keptHouseIn = -1;

const SECRET_LOST = "Not sent: the endpoint's secret can no longer be read. Make a new one, then send again.";

export interface DeliveredWebhooks {
  readonly delivered: number;
  readonly failed: number;
  /** Whether more may be due. */
  readonly more: boolean;
}

/**
 * Sends what is due and writes down how it went. Called again and again by the worker, by wall time; an attempt is taken
 * by a conditional update, so any number of workers send each once. A worker that dies between sending and writing leads
 * to a second attempt under the same delivery id: at least once, never none.
 */
export async function deliverWebhooks(
  wallNow: Date,
  post: typeof postWebhook = postWebhook,
): Promise<DeliveredWebhooks> {
  const due = await dueWebhookDeliveries(wallNow, AT_ONCE);
  // Before anything is taken: without it nothing can be signed, and nothing is to count as tried.
  if (due.length > 0) authSecret();
  const outcomes = await Promise.all(due.map((delivery) => attempt(delivery, wallNow, post)));
  const hour = Math.floor(wallNow.getTime() / HOUR_MS);
  if (due.length === 0 && hour !== keptHouseIn) {
    await forgetWebhookDeliveries(new Date(wallNow.getTime() - KEPT_MS));
    await sealStoredSecrets();
    keptHouseIn = hour;
  }
  return {
    delivered: outcomes.filter((taken) => taken === true).length,
    failed: outcomes.filter((taken) => taken === false).length,
    more: due.length === AT_ONCE,
  };
}

/** @returns whether the endpoint took it in; null when it was not ours to send */
async function attempt(
  delivery: StoredDelivery,
  wallNow: Date,
  post: typeof postWebhook,
): Promise<boolean | null> {
  const scope = storeScope(delivery.storeId);
  const endpoint = await takeWebhookDelivery(scope, delivery, new Date(wallNow.getTime() + LEASE_MS));
  if (!endpoint) return null;
  const { id, storeId, endpointId, event, body } = delivery;
  const secret = openWebhookSecret({ storeId, endpointId }, endpoint.secret);
  const { status, text } =
    secret === null
      ? { status: null, text: SECRET_LOST }
      : await post(endpoint.url, body, {
          "content-type": "application/json",
          "user-agent": "Souk-Webhooks/1",
          "souk-event": event,
          "souk-delivery": id,
          "souk-signature": signWebhook(secret, body, wallNow),
        });
  const attempts = delivery.attempts + 1;
  const takenIn = isTakenIn(status);
  const next = takenIn ? null : nextAttempt(attempts, wallNow);
  await recordWebhookAttempt(scope, id, attempts, {
    status: takenIn ? "delivered" : next ? "waiting" : "failed",
    dueAt: next ?? wallNow,
    ...{ answerStatus: status, answer: text, triedAt: wallNow },
  });
  return takenIn;
}
