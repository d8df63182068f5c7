import type { TimelineEntry, TimelinePage, TimelineProduct, TimelineQuery } from "@/lib/contracts/timeline";
import { findCustomerFacts } from "@/lib/data/customer-detail";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import {
  listConversationFacts,
  listEmailFacts,
  listOrderFacts,
  listProductNames,
  listRatingFacts,
  listReturnFacts,
  listSessionFacts,
  listSocialFacts,
} from "@/lib/data/timeline-facts";
import { listTimelineKeys, type TimelineKey } from "@/lib/data/timeline-keys";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import type { TimelineKind } from "@/lib/domain/timeline";

/** One stretch of what happened with a customer, newest first. @throws AppError NOT_FOUND */
export async function listTimeline(
  actor: Actor,
  customerId: string,
  query: TimelineQuery,
): Promise<TimelinePage> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  if (!(await findCustomerFacts(scope, customerId)))
    throw new AppError("NOT_FOUND", "There is no such customer in this shop.");
  const { keys, nextCursor } = await listTimelineKeys(scope, customerId, query);
  return { rows: await readEntries(scope, customerId, keys), nextCursor };
}

async function readEntries(
  scope: StoreScope,
  customerId: string,
  keys: readonly TimelineKey[],
): Promise<TimelineEntry[]> {
  const keysOf = (kind: TimelineKind) => keys.filter((key) => key.kind === kind).map(({ key }) => key);
  const read = async <F>(
    kind: TimelineKind,
    list: (scope: StoreScope, customerId: string, ids: readonly string[]) => Promise<F[]>,
    keyOf: (fact: F) => string,
  ): Promise<Map<string, F>> => {
    const ids = keysOf(kind);
    const facts = ids.length > 0 ? await list(scope, customerId, ids) : [];
    return new Map(facts.map((fact) => [keyOf(fact), fact]));
  };
  const orders = await read("order", listOrderFacts, ({ id }) => id);
  const returns = await read("return", listReturnFacts, ({ id }) => id);
  const sessions = await read("session", listSessionFacts, ({ id }) => id);
  const emails = await read("email", listEmailFacts, ({ id }) => id);
  const conversations = await read("conversation", listConversationFacts, ({ id }) => id);
  const ratings = await read("rating", listRatingFacts, ({ productId }) => productId);
  const social = await read("social", listSocialFacts, ({ messageId }) => messageId);
  const names = await listProductNames(scope, [
    ...[...orders.values()].flatMap(({ lines }) => lines.map(({ productId }) => productId)),
    ...[...sessions.values()].flatMap(({ productIds }) => productIds),
    ...[...returns.values(), ...ratings.values()].map(({ productId }) => productId),
    ...[...social.values()].flatMap(({ productId }) => (productId ? [productId] : [])),
  ]);
  const product = (id: string | null): TimelineProduct | null => {
    const words = id ? names.get(id) : undefined;
    return id && words ? { id, ...words } : null;
  };
  const known = (productId: string) => product(productId) ?? { id: productId, name: "", translations: {} };

  const toEntries = ({ kind, key, at }: TimelineKey): TimelineEntry[] => {
    const entry = { id: `${kind}:${key}`, at: at.toISOString() };
    switch (kind) {
      case "order": {
        const fact = orders.get(key);
        if (!fact) return [];
        const lines = fact.lines.map(({ productId, quantity }) => ({ product: known(productId), quantity }));
        return [{ ...fact, ...entry, kind, lines }];
      }
      case "return": {
        const fact = returns.get(key);
        if (!fact) return [];
        const { productId, ...rest } = fact;
        return [{ ...rest, ...entry, kind, product: product(productId) }];
      }
      case "session": {
        const fact = sessions.get(key);
        if (!fact) return [];
        const { productIds, lastAt, ...rest } = fact;
        return [{ ...rest, ...entry, kind, lastAt: lastAt.toISOString(), products: productIds.map(known) }];
      }
      case "email": {
        const fact = emails.get(key);
        return fact ? [{ ...fact, ...entry, kind, translations: fact.translations ?? {} }] : [];
      }
      case "conversation": {
        const fact = conversations.get(key);
        if (!fact) return [];
        const messages = fact.messages.map(({ sentAt, ...message }) => ({
          ...message,
          sentAt: sentAt.toISOString(),
        }));
        return [{ ...fact, ...entry, kind, messages }];
      }
      case "rating": {
        const fact = ratings.get(key);
        if (!fact) return [];
        return [{ ...entry, kind, value: fact.value, review: fact.review, product: product(fact.productId) }];
      }
      case "social": {
        const fact = social.get(key);
        if (!fact) return [];
        return [{ ...entry, kind, type: fact.type, text: fact.text, product: product(fact.productId) }];
      }
    }
  };
  return keys.flatMap(toEntries);
}
