import { z } from "zod";
import { PROPOSAL_ORIGINS } from "@/lib/domain/pricing/price-proposal";
import type { DeliveryStatus } from "@/lib/domain/webhooks/delivery";
import { PING, type SentEvent, WEBHOOK_EVENTS, type WebhookEvent } from "@/lib/domain/webhooks/webhook-event";

export const addEndpointInput = z.object({
  url: z.string().trim().min(1).max(2_000),
  events: z.array(z.enum(WEBHOOK_EVENTS)).min(1),
});
export const endpointIdInput = z.object({ endpointId: z.uuid() });
export const deliveryIdInput = z.object({ deliveryId: z.uuid() });

const envelope = {
  id: z.uuid().describe("Of the event: the same when it is sent again, and for every endpoint."),
  occurredAt: z.iso.datetime().describe("By the clock of the shop."),
  shop: z.string().describe("The shop's short name in addresses."),
};

/** What each kind of event tells. */
export const WEBHOOK_BODIES = {
  [PING]: z.object({
    ...envelope,
    event: z.literal(PING),
    data: z.object({ endpointId: z.uuid() }),
  }),
  "price.activated": z.object({
    ...envelope,
    event: z.literal("price.activated"),
    data: z.object({
      proposalId: z.uuid(),
      productId: z.uuid(),
      sku: z.string().nullable(),
      currency: z.string().describe("ISO 4217; all amounts are its minor units."),
      pricesIncludeTax: z.boolean(),
      priceMinor: z.number().int(),
      compareAtMinor: z.number().int().nullable().describe("The struck-through price beside it."),
      previousPriceMinor: z.number().int(),
      origin: z.enum(PROPOSAL_ORIGINS).describe("Who or what proposed it."),
      approvedBy: z.object({
        kind: z.enum(["person", "policy"]),
        name: z.string().nullable().describe("The approver, or the version of the pricing policy."),
      }),
    }),
  }),
} as const satisfies Record<SentEvent, z.ZodType>;
export type WebhookBody<E extends SentEvent> = z.infer<(typeof WEBHOOK_BODIES)[E]>;

export const WEBHOOK_SUMMARIES: Readonly<Record<SentEvent, string>> = {
  [PING]: "An endpoint was added; answer with 2xx to show that it listens.",
  "price.activated": "A decided price came into force.",
};

/** How an endpoint checks that a request is ours. */
export const SIGNATURE_RULES =
  "POST with the header `souk-signature: t=UNIX_SECONDS,v1=HEX`: HMAC-SHA256, keyed with the endpoint's secret, of UNIX_SECONDS, a full stop and the raw body. Compare in constant time and refuse times more than five minutes old. `souk-delivery` names the delivery and stays the same when it is tried again; answer 2xx within ten seconds. Order is not promised: compare `occurredAt`.";

export interface WebhookEndpointView {
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly createdAt: string;
  readonly createdByName: string;
  /** Its secret was encrypted under another BETTER_AUTH_SECRET: nothing is sent until it has a new one. */
  readonly isSecretLost: boolean;
}

export interface WebhookDeliveryView {
  readonly id: string;
  readonly url: string;
  readonly event: SentEvent;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  /** Of the next attempt; null once it is over. */
  readonly dueAt: string | null;
  readonly answerStatus: number | null;
  readonly answer: string | null;
  readonly createdAt: string;
  readonly triedAt: string | null;
  /** Whether its endpoint is still there, so that it can be sent again. */
  readonly canResend: boolean;
}

export interface WebhooksView {
  readonly endpoints: readonly WebhookEndpointView[];
  readonly deliveries: readonly WebhookDeliveryView[];
}
