import type { OrderStatus } from "@/lib/domain/orders";
import type { MessageAuthor } from "@/lib/domain/service/message";
import { Prisma } from "./generated/client";
import type { StoreScope } from "./scope";

// The rows behind the keys of one page of a customer's timeline: a statement per kind, each along its primary key.

const PRODUCTS_OF_A_SESSION = 4;
const SEARCHES_OF_A_SESSION = 3;

export interface OrderFact {
  readonly id: string;
  readonly reference: string;
  readonly status: OrderStatus;
  readonly totalMinor: number;
  readonly currency: string;
  readonly discountCode: string | null;
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
}

export async function listOrderFacts(
  { storeId, db }: StoreScope,
  customerId: string,
  ids: readonly string[],
): Promise<OrderFact[]> {
  return db.$queryRaw<OrderFact[]>`
    SELECT o."id", o."reference", o."status", o."totalMinor"::float8 AS "totalMinor", o."currency", o."discountCode",
           coalesce((SELECT jsonb_agg(jsonb_build_object('productId', l."productId", 'quantity', l."quantity")
                                      ORDER BY l."lineNo")
            FROM "order_line" l
            WHERE l."storeId" = o."storeId" AND l."customerId" = o."customerId" AND l."orderId" = o."id"), '[]') AS "lines"
    FROM "order" o
    WHERE o."storeId" = ${storeId}::uuid AND o."customerId" = ${customerId}::uuid AND o."id" = ANY(${ids}::uuid[])`;
}

export interface ReturnFact {
  readonly id: string;
  readonly productId: string;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly reason: string;
}

export async function listReturnFacts(
  { storeId, db }: StoreScope,
  customerId: string,
  ids: readonly string[],
): Promise<ReturnFact[]> {
  return db.$queryRaw<ReturnFact[]>`
    SELECT f."id", f."productId", f."quantity", f."amountMinor"::float8 AS "amountMinor", f."reason"
    FROM "refund" f
    WHERE f."storeId" = ${storeId}::uuid AND f."customerId" = ${customerId}::uuid AND f."id" = ANY(${ids}::uuid[])`;
}

export interface SessionFact {
  readonly id: string;
  readonly channel: string;
  readonly device: string | null;
  readonly lastAt: Date;
  readonly views: number;
  readonly carted: number;
  readonly bought: boolean;
  readonly searches: readonly string[];
  readonly productIds: readonly string[];
}

export async function listSessionFacts(
  { storeId, db }: StoreScope,
  customerId: string,
  ids: readonly string[],
): Promise<SessionFact[]> {
  return db.$queryRaw<SessionFact[]>`
    WITH acts AS (
      SELECT e."sessionId", e."type", e."channel", e."device", e."occurredAt", e."text", e."productId"
      FROM "event" e
      WHERE e."storeId" = ${storeId}::uuid AND e."customerId" = ${customerId}::uuid
        AND e."sessionId" = ANY(${ids}::text[])
    ), looks AS (
      SELECT "sessionId", "productId", min("occurredAt") AS "first",
             row_number() OVER (PARTITION BY "sessionId" ORDER BY min("occurredAt"), "productId") AS "place"
      FROM acts WHERE "type" = 'product_viewed' AND "productId" IS NOT NULL GROUP BY 1, 2
    )
    SELECT a."sessionId" AS "id", min(a."channel") AS "channel", min(a."device") AS "device",
           max(a."occurredAt") AS "lastAt",
           (count(*) FILTER (WHERE a."type" = 'product_viewed'))::int AS "views",
           (count(*) FILTER (WHERE a."type" = 'cart_added'))::int AS "carted",
           bool_or(a."type" = 'order_placed') AS "bought",
           coalesce((array_agg(a."text" ORDER BY a."occurredAt") FILTER
             (WHERE a."type" = 'products_searched' AND a."text" IS NOT NULL))[1:${Prisma.raw(String(SEARCHES_OF_A_SESSION))}], '{}') AS "searches",
           coalesce((SELECT array_agg(l."productId"::text ORDER BY l."place") FROM looks l
             WHERE l."sessionId" = a."sessionId" AND l."place" <= ${PRODUCTS_OF_A_SESSION}), '{}') AS "productIds"
    FROM acts a GROUP BY a."sessionId"`;
}

export interface EmailFact {
  readonly id: string;
  readonly name: string;
  readonly translations: Readonly<Record<string, { name?: string; subject?: string }>> | null;
  readonly opened: boolean;
  readonly clicked: boolean;
  readonly bounced: boolean;
  readonly unsubscribed: boolean;
}

export async function listEmailFacts(
  { storeId, db }: StoreScope,
  customerId: string,
  campaignIds: readonly string[],
): Promise<EmailFact[]> {
  const did = (type: string) => Prisma.sql`EXISTS (SELECT 1 FROM acts WHERE acts."campaignId" = c."id"
    AND acts."type" = ${type})`;
  return db.$queryRaw<EmailFact[]>`
    WITH acts AS (
      SELECT DISTINCT e."campaignId", e."type" FROM "event" e
      WHERE e."storeId" = ${storeId}::uuid AND e."customerId" = ${customerId}::uuid AND e."channel" = 'email'
        AND e."campaignId" = ANY(${campaignIds}::uuid[])
    )
    SELECT c."id", c."name", c."translations", ${did("email_opened")} AS "opened", ${did("email_clicked")} AS "clicked",
           ${did("email_bounced")} AS "bounced", ${did("email_unsubscribed")} AS "unsubscribed"
    FROM "campaign" c WHERE c."storeId" = ${storeId}::uuid AND c."id" = ANY(${campaignIds}::uuid[])`;
}

export interface ConversationFact {
  readonly id: string;
  readonly channel: string;
  readonly language: string;
  readonly tag: string | null;
  readonly resolved: boolean;
  readonly satisfaction: number | null;
  readonly messages: readonly {
    readonly id: string;
    readonly author: MessageAuthor;
    readonly text: string;
    readonly sentAt: Date;
  }[];
}

export async function listConversationFacts(
  { storeId, db }: StoreScope,
  customerId: string,
  ids: readonly string[],
): Promise<ConversationFact[]> {
  const conversations = await db.conversation.findMany({
    where: { storeId, customerId, id: { in: [...ids] } },
    select: { id: true, channel: true, language: true, tag: true, resolved: true, satisfaction: true },
  });
  const messages = await db.message.findMany({
    where: { storeId, customerId, conversationId: { in: [...ids] } },
    select: { id: true, conversationId: true, author: true, text: true, sentAt: true },
    orderBy: [{ sentAt: "asc" }, { id: "asc" }],
  });
  return conversations.map((conversation) => ({
    ...conversation,
    messages: messages
      .filter(({ conversationId }) => conversationId === conversation.id)
      .map(({ conversationId: _, author, ...message }) => ({ ...message, author: author as MessageAuthor })),
  }));
}

export interface RatingFact {
  readonly productId: string;
  readonly value: number;
  readonly review: string | null;
}

export async function listRatingFacts(
  { storeId, db }: StoreScope,
  customerId: string,
  productIds: readonly string[],
): Promise<RatingFact[]> {
  return db.rating.findMany({
    where: { storeId, customerId, productId: { in: [...productIds] } },
    select: { productId: true, value: true, review: true },
  });
}

export interface SocialFact {
  readonly messageId: string;
  readonly type: string;
  readonly text: string | null;
  readonly productId: string | null;
}

export async function listSocialFacts(
  { storeId, db }: StoreScope,
  customerId: string,
  messageIds: readonly string[],
): Promise<SocialFact[]> {
  return db.event.findMany({
    where: { storeId, customerId, messageId: { in: [...messageIds] } },
    select: { messageId: true, type: true, text: true, productId: true },
  });
}

/** What products are called, by id. */
export async function listProductNames(
  { storeId, db }: StoreScope,
  ids: readonly string[],
): Promise<Map<string, { name: string; translations: Readonly<Record<string, string>> }>> {
  const rows = await db.product.findMany({
    where: { storeId, id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, translations: true },
  });
  return new Map(
    rows.map(({ id, name, translations }) => [
      id,
      {
        name,
        translations: Object.fromEntries(
          Object.entries((translations ?? {}) as Record<string, { name?: string }>).flatMap(
            ([language, words]) => (words.name ? [[language, words.name]] : []),
          ),
        ),
      },
    ]),
  );
}
