import type { NewAssignment, NewCampaign, NewSpend } from "@/lib/data/campaigns";
import type { NewConversation } from "@/lib/data/conversations";
import type { NewEvent, NewRecommendation } from "@/lib/data/events";
import type { KnownCustomer } from "@/lib/data/known-customers";
import type { NewOrder, NewRefund } from "@/lib/data/orders";
import type { NewProductImage } from "@/lib/data/product-images";
import type { KnownProduct } from "@/lib/data/products";
import { SVG_MEDIA_TYPE } from "@/lib/domain/products/media-type";
import { drawProduct } from "@/lib/world/pictures/draw-product";
import type {
  CampaignRow,
  ConversationRow,
  CustomerRow,
  EventRow,
  OrderRow,
  ProductRow,
  RecommendationRow,
  RefundRow,
  SpendRow,
} from "@/lib/world/types";
import { type WorldKind, worldId } from "./world-id";

/** How the shop knows what the world numbered. */
export const WORLD_SOURCE = "shop";

/** Turns the world's numbered rows into the shop's rows, with ids that follow from the numbers. */
export class ToRows {
  readonly #storeId: string;
  /** Ids of what many rows point at: a hash each would be most of the work. */
  readonly #known = { customer: new Map<number, string>(), product: new Map<number, string>() };

  constructor(storeId: string) {
    this.#storeId = storeId;
  }

  id(kind: WorldKind, number: number | string): string {
    if ((kind !== "customer" && kind !== "product") || typeof number === "string")
      return worldId(this.#storeId, kind, number);
    let id = this.#known[kind].get(number);
    if (id === undefined) {
      id = worldId(this.#storeId, kind, number);
      this.#known[kind].set(number, id);
    }
    return id;
  }

  #idOrNull(kind: WorldKind, number: number | null): string | null {
    return number === null ? null : this.id(kind, number);
  }

  /** @param year of the shop's day on which the row was written */
  customer(row: CustomerRow, year: number): KnownCustomer {
    const name = [row.firstName, row.lastName].filter(Boolean).join(" ");
    return {
      id: this.id("customer", row.customerNo),
      kind: row.kind,
      name:
        row.language === "zh" && name
          ? `${row.lastName ?? ""}${row.firstName ?? ""}`
          : name || `#${row.customerNo}`,
      email: row.email,
      age: row.birthYear === null ? null : year - row.birthYear,
      gender: row.gender,
      country: row.country,
      region: row.region,
      city: row.city,
      language: row.language,
      acquisitionChannel: row.acquisitionChannel,
      firstSeenAt: new Date(row.createdAt),
      number: String(row.customerNo),
    };
  }

  product(row: ProductRow): KnownProduct {
    return {
      id: this.id("product", row.productNo),
      groupId: this.id("group", row.groupNo),
      sku: row.sku,
      name: row.name.en,
      description: row.description.en,
      translations: { zh: { name: row.name.zh, description: row.description.zh } },
      brand: row.brand,
      categories: [row.category],
      tags: row.tags,
      unitCostMinor: row.unitCostMinor,
      taxRate: row.taxRate,
      releasedAt: new Date(row.createdAt),
    };
  }

  picture(row: ProductRow): NewProductImage {
    return {
      productId: this.id("product", row.productNo),
      position: 0,
      mediaType: SVG_MEDIA_TYPE,
      content: drawProduct(row.look, `p${row.productNo}`, row.name.en),
    };
  }

  order(row: OrderRow): NewOrder {
    return {
      customerId: this.id("customer", row.customerNo),
      id: this.id("order", row.orderNo),
      source: WORLD_SOURCE,
      number: row.reference,
      reference: row.reference,
      placedAt: new Date(row.placedAt),
      status: row.status,
      channel: row.channel,
      device: row.device,
      sessionId: row.sessionId,
      currency: row.currency,
      rate: 1,
      subtotalMinor: row.subtotalMinor,
      discountMinor: row.discountMinor,
      shippingMinor: row.shippingMinor,
      taxMinor: row.taxMinor,
      totalMinor: row.totalMinor,
      discountCode: row.discountCode,
      campaignId: this.#idOrNull("campaign", row.campaignNo),
      lines: row.lines.map(({ productNo, ...line }) => ({
        ...line,
        productId: this.id("product", productNo),
      })),
    };
  }

  refund(row: RefundRow): NewRefund {
    return {
      customerId: this.id("customer", row.customerNo),
      id: this.id("refund", row.refundNo),
      orderId: this.id("order", row.orderNo),
      lineNo: row.lineNo,
      productId: this.id("product", row.productNo),
      quantity: row.quantity,
      amountMinor: row.amountMinor,
      taxMinor: row.taxMinor,
      reason: row.reason,
      restocked: row.restocked,
      refundedAt: new Date(row.refundedAt),
    };
  }

  event(row: EventRow): NewEvent {
    return {
      customerId: this.id("customer", row.customerNo),
      messageId: row.messageId,
      type: row.type,
      channel: row.channel,
      occurredAt: new Date(row.occurredAt),
      receivedAt: new Date(row.receivedAt),
      sessionId: row.sessionId,
      device: row.device,
      productId: this.#idOrNull("product", row.productNo),
      quantity: row.quantity,
      valueMinor: row.valueMinor,
      orderId: this.#idOrNull("order", row.orderNo),
      campaignId: this.#idOrNull("campaign", row.campaignNo),
      recommendationId: this.#idOrNull("recommendation", row.recommendationNo),
      position: row.position,
      text: row.text,
    };
  }

  recommendation(row: RecommendationRow): NewRecommendation {
    return {
      customerId: this.id("customer", row.customerNo),
      id: this.id("recommendation", row.recommendationNo),
      sessionId: row.sessionId,
      placement: row.placement,
      policy: row.policy,
      explored: row.explored,
      contextProductId: this.#idOrNull("product", row.contextProductNo),
      items: row.items.map(({ productNo, propensity }) => ({
        productId: this.id("product", productNo),
        propensity,
      })),
      servedAt: new Date(row.servedAt),
    };
  }

  campaign(row: CampaignRow): NewCampaign {
    return {
      id: this.id("campaign", row.campaignNo),
      name: row.name.en,
      translations: {
        en: { name: row.name.en, subject: row.subject.en },
        zh: { name: row.name.zh, subject: row.subject.zh },
      },
      goal: row.goal,
      channel: row.channel,
      startsAt: new Date(row.startsAt),
      endsAt: new Date(row.endsAt),
      costPerSendMinor: row.costPerSendMinor,
      arms: row.arms.map(({ arm, name, share, isHoldout, offer }) => ({
        ...{ arm, name: name.en, share, isHoldout },
        offer,
      })),
    };
  }

  assignment(
    row: { campaignNo: number; customerNo: number; arm: string },
    assignedAt: number,
    sent: { messageId: string; sentAt: number } | undefined,
  ): NewAssignment {
    return {
      customerId: this.id("customer", row.customerNo),
      campaignId: this.id("campaign", row.campaignNo),
      arm: row.arm,
      assignedAt: new Date(assignedAt),
      sentAt: sent ? new Date(sent.sentAt) : null,
      messageId: sent?.messageId ?? null,
    };
  }

  spend(row: SpendRow, startsAt: number): NewSpend {
    return {
      id: this.id("spend", `${row.day}/${row.channel}/${row.campaignNo ?? ""}`),
      campaignId: this.#idOrNull("campaign", row.campaignNo),
      channel: row.channel,
      day: new Date(startsAt),
      amountMinor: row.amountMinor,
    };
  }

  conversation(row: ConversationRow): NewConversation {
    return {
      customerId: this.id("customer", row.customerNo),
      id: this.id("conversation", row.conversationNo),
      channel: row.channel,
      language: row.language,
      openedAt: new Date(row.openedAt),
      closedAt: row.closedAt === null ? null : new Date(row.closedAt),
      orderId: this.#idOrNull("order", row.orderNo),
      productId: this.#idOrNull("product", row.productNo),
      tag: row.tag,
      resolved: row.resolved,
      satisfaction: row.satisfaction,
      messages: row.messages.map((message) => ({
        id: this.id("message", `${row.conversationNo}/${message.messageNo}`),
        author: message.author,
        action: message.action,
        text: message.text,
        sentAt: new Date(message.sentAt),
      })),
    };
  }
}
