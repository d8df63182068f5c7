import { beforeEach, describe, expect, it } from "vitest";
import { timelineQuery } from "@/lib/contracts/timeline";
import { insertCampaigns, putAssignments } from "@/lib/data/campaigns";
import { insertConversations } from "@/lib/data/conversations";
import { insertEvents } from "@/lib/data/events";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import {
  createCustomer,
  createMember,
  createProduct,
  createRating,
  createStore,
} from "@/lib/data/testing/factories";
import { placeOrder, refundPiece } from "@/lib/data/testing/place-order";
import type { Actor } from "@/lib/domain/actor";
import type { TimelineKind } from "@/lib/domain/timeline";
import { newId } from "@/lib/platform/ids";
import { getCustomer } from "./get-customer";
import { listTimeline } from "./list-timeline";

let scope: StoreScope;
let actor: Actor;
let ann: string;
let cup: string;
beforeEach(async () => {
  scope = storeScope((await createStore()).id);
  actor = await createMember(scope.storeId, "viewer");
  ann = await createCustomer(scope.storeId);
  cup = await createProduct(scope.storeId, { name: "Cup", translations: { zh: { name: "杯" } } });
});

const at = (time: string) => new Date(`2026-01-10T${time}Z`);
const read = (query: object = {}, customerId = ann) =>
  listTimeline(actor, customerId, timelineQuery.parse(query));

function event(type: string, time: string, more: object = {}) {
  return {
    ...{
      customerId: ann,
      messageId: newId(),
      type,
      channel: "web",
      occurredAt: at(time),
      receivedAt: at(time),
    },
    ...{
      sessionId: null,
      device: "mobile",
      productId: null,
      quantity: null,
      valueMinor: null,
      orderId: null,
    },
    ...{ campaignId: null, recommendationId: null, position: null, text: null },
    ...more,
  };
}

/** One thing of each kind, an hour apart, the order last. */
async function fullDay(): Promise<void> {
  const campaignId = newId();
  await insertCampaigns(scope, [
    {
      ...{ id: campaignId, name: "Spring", goal: "promote", channel: "email", costPerSendMinor: 1, arms: [] },
      translations: { zh: { name: "春", subject: "春天来了" } },
      ...{ startsAt: at("08:00:00"), endsAt: at("09:00:00") },
    },
  ]);
  await putAssignments(scope, [
    {
      customerId: ann,
      campaignId,
      arm: "a",
      assignedAt: at("08:00:00"),
      sentAt: at("08:00:00"),
      messageId: "m",
    },
  ]);
  await insertEvents(scope, [
    event("email_opened", "08:05:00", { channel: "email", campaignId }),
    event("session_started", "09:00:00", { sessionId: "s1" }),
    event("products_searched", "09:01:00", { sessionId: "s1", text: "cups" }),
    event("product_viewed", "09:02:00", { sessionId: "s1", productId: cup }),
    event("product_viewed", "09:03:00", { sessionId: "s1", productId: cup }),
    event("cart_added", "09:10:00", { sessionId: "s1", productId: cup }),
    event("social_liked", "10:00:00", { channel: "social", productId: cup }),
  ]);
  await insertConversations(scope, [
    {
      ...{ customerId: ann, id: newId(), channel: "chat", language: "zh", tag: "restock", resolved: true },
      ...{
        openedAt: at("11:00:00"),
        closedAt: at("11:10:00"),
        orderId: null,
        productId: cup,
        satisfaction: 5,
      },
      messages: [
        { id: newId(), author: "customer", action: null, text: "有货吗？", sentAt: at("11:00:00") },
        { id: newId(), author: "person", action: "answer", text: "有。", sentAt: at("11:05:00") },
      ],
    },
  ]);
  await createRating(scope.storeId, { customerId: ann, productId: cup, value: 4, ratedAt: at("12:00:00") });
  const order = await placeOrder(scope.storeId, {
    ...{ customerId: ann, placedAt: at("14:00:00"), productIds: [cup, cup], eachMinor: 1_000 },
  });
  await refundPiece(scope.storeId, order, { productId: cup, amountMinor: 1_000, refundedAt: at("13:00:00") });
}

describe("a customer's timeline", () => {
  it("tells everything that happened, newest first, with what there is to say of it", async () => {
    await fullDay();
    const { rows, nextCursor } = await read();
    expect(nextCursor).toBeNull();
    expect(rows.map(({ kind }) => kind)).toEqual([
      "order",
      "return",
      "rating",
      "conversation",
      "social",
      "session",
      "email",
    ]);
    const of = <K extends TimelineKind>(kind: K) => rows.find((entry) => entry.kind === kind);
    const product = { id: cup, name: "Cup", translations: { zh: "杯" } };
    expect(of("order")).toMatchObject({ totalMinor: 2_000, lines: [{ product }, { product }] });
    expect(of("return")).toMatchObject({ product, amountMinor: 1_000, quantity: 1 });
    expect(of("rating")).toMatchObject({ product, value: 4 });
    expect(of("conversation")).toMatchObject({
      ...{ language: "zh", satisfaction: 5 },
      messages: [{ author: "customer", text: "有货吗？" }, { author: "person" }],
    });
    expect(of("social")).toMatchObject({ type: "social_liked", product });
    expect(of("session")).toMatchObject({
      ...{ views: 2, carted: 1, bought: false, searches: ["cups"], products: [product], device: "mobile" },
      ...{ at: at("09:00:00").toISOString(), lastAt: at("09:10:00").toISOString() },
    });
    expect(of("email")).toMatchObject({
      ...{ opened: true, clicked: false, bounced: false },
      translations: { zh: { subject: "春天来了" } },
    });
    const { timeline } = await getCustomer(actor, ann);
    const one = { order: 1, return: 1, rating: 1, conversation: 1, social: 1, session: 1, email: 1 };
    expect(timeline).toEqual(one);
  });

  it("is narrowed to kinds", async () => {
    await fullDay();
    const { rows } = await read({ kinds: "email,rating" });
    expect(rows.map(({ kind }) => kind)).toEqual(["rating", "email"]);
    expect(() => timelineQuery.parse({ kinds: "rumours" })).toThrow();
  });

  it("is read in pages that neither repeat nor leave anything out, also where things happen at one instant", async () => {
    const placedAt = at("12:00:00");
    for (let k = 0; k < 6; k++)
      await placeOrder(scope.storeId, { customerId: ann, placedAt, productIds: [cup], eachMinor: 100 });
    for (let k = 0; k < 3; k++) {
      const productId = await createProduct(scope.storeId);
      await createRating(scope.storeId, { customerId: ann, productId, value: 3, ratedAt: placedAt });
    }
    await fullDay();
    const whole = (await read({ limit: 100 })).rows.map(({ id }) => id);
    expect(new Set(whole).size).toBe(16);
    const paged: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await read({ limit: 3, ...(cursor ? { cursor } : {}) });
      paged.push(...page.rows.map(({ id }) => id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(whole);
  });

  it("holds nothing of anybody else, and nobody of another shop", async () => {
    await fullDay();
    const ben = await createCustomer(scope.storeId);
    expect((await read({}, ben)).rows).toEqual([]);
    const elsewhere = await createCustomer((await createStore()).id);
    await expect(read({}, elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(read({ cursor: "nonsense" })).rejects.toMatchObject({ code: "INVALID" });
  });
});
