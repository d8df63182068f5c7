import {
  type FeedbackInput,
  type FeedbackKind,
  type FeedbackResult,
  feedbackInput,
} from "@/lib/contracts/recommendation-feedback";
import { insertEvents, type NewEvent } from "@/lib/data/events";
import { findProductsByValues } from "@/lib/data/recommendation-serving";
import { storeScope } from "@/lib/data/scope";
import { findServedLists } from "@/lib/data/served-lists";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { shopNow } from "@/lib/domain/shop";
import { flushServed } from "./served-log";

/** How each kind stands among a customer's events; the next training and the next list read them there. */
const EVENT_TYPES: Readonly<Record<FeedbackKind, string>> = {
  impression: "recommendation_shown",
  click: "recommendation_clicked",
  cart: "cart_added",
  purchase: "recommendation_purchased",
  hide: "recommendation_hidden",
};

/**
 * Takes in what became of served lists. Each entry stands for itself: one that names a list or product nobody served
 * is rejected with its reason and the others are stored. A message that came before changes nothing.
 */
export async function giveFeedback(
  actor: Actor,
  input: FeedbackInput,
  wallNow: Date,
): Promise<FeedbackResult> {
  authorise(actor, "recommendation:feedback");
  const { feedback } = feedbackInput.parse(input);
  const scope = storeScope(actor.storeId);
  const ids = feedback.map(({ recommendationId }) => recommendationId);
  let lists = await findServedLists(scope, ids);
  if (ids.some((id) => !lists.has(id))) {
    // It may have been served a moment ago and still wait to be written.
    await flushServed();
    lists = await findServedLists(scope, ids);
  }
  const shop = await findStore(scope);
  const now = shop ? shopNow(shop, wallNow) : wallNow;
  const named = feedback.flatMap(({ product }) => (product === undefined ? [] : [product]));
  const own = await findProductsByValues(scope, named);
  const rejected: FeedbackResult["rejected"] = [];
  const events: NewEvent[] = [];
  for (const [index, entry] of feedback.entries()) {
    const list = lists.get(entry.recommendationId);
    const productId = entry.product === undefined ? null : (own.get(entry.product) ?? entry.product);
    const place = list?.items.findIndex((item) => item.productId === productId) ?? -1;
    if (!list) rejected.push({ index, reason: "unknown-recommendation" });
    else if (productId === null && entry.kind !== "impression")
      rejected.push({ index, reason: "product-missing" });
    else if (productId !== null && place < 0) rejected.push({ index, reason: "product-not-in-list" });
    else {
      const told = entry.occurredAt === undefined ? now : new Date(entry.occurredAt);
      events.push({
        customerId: list.customerId,
        messageId: `feedback:${entry.messageId}`,
        type: EVENT_TYPES[entry.kind],
        channel: "web",
        // A site's clock may be wrong; nothing happens in the shop's future, or to a list before it was served.
        occurredAt: new Date(Math.min(Math.max(told.getTime(), list.servedAt.getTime()), now.getTime())),
        receivedAt: now,
        sessionId: list.sessionId,
        productId,
        recommendationId: entry.recommendationId,
        position: place < 0 ? null : place + 1,
        valueMinor: entry.valueMinor ?? null,
        ...{ device: null, quantity: null, orderId: null, campaignId: null, text: null },
      });
    }
  }
  const accepted = await insertEvents(scope, events);
  return { accepted, repeated: events.length - accepted, rejected };
}
