import { beforeAll, describe, expect, it } from "vitest";
import { identifyKey } from "@/lib/auth/api-key";
import { insertEvents } from "@/lib/data/events";
import { storeScope } from "@/lib/data/scope";
import { createMember, TEST_NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { createApiKey } from "../api-keys/create-api-key";
import { listApiKeys } from "../api-keys/list-api-keys";
import { revokeApiKey } from "../api-keys/revoke-api-key";
import { getResults } from "./get-results";
import { giveFeedback } from "./give-feedback";
import { recommend } from "./recommend";
import { flushServed } from "./served-log";
import { createTasteShop, type TasteShop } from "./testing/taste-shop";

const NOW = TEST_NOW;
let shop: TasteShop;
let admin: Actor;
beforeAll(async () => {
  shop = await createTasteShop({ products: 6, customers: 4, orders: 2 });
  admin = await createMember(shop.actor.storeId, "admin");
});

describe("feedback on a served list", () => {
  it("is kept at once, counts once, and reaches the customer's next list", async () => {
    const customer = shop.customers.tea[0]!;
    const list = await recommend(admin, { placement: "home", customer, count: 4 }, NOW);
    const [first, second] = list.items.map(({ productId }) => productId);
    const recommendationId = list.recommendationId;
    const feedback = [
      { recommendationId, kind: "impression" as const, messageId: "m1" },
      { recommendationId, kind: "hide" as const, product: first!, messageId: "m2" },
      { recommendationId, kind: "click" as const, product: second!, messageId: "m3" },
    ];
    expect(await giveFeedback(admin, { feedback }, NOW)).toEqual({ accepted: 3, repeated: 0, rejected: [] });
    expect(await giveFeedback(admin, { feedback }, NOW)).toMatchObject({ accepted: 0, repeated: 3 });
    const { db, storeId } = storeScope(admin.storeId);
    const click = await db.event.findFirstOrThrow({
      where: { storeId, customerId: customer, type: "recommendation_clicked" },
    });
    expect(click).toMatchObject({ productId: second, position: 2, recommendationId });

    const next = await recommend(admin, { placement: "home", customer, count: 12, trace: true }, NOW);
    expect(next.items.map(({ productId }) => productId)).not.toContain(first);
    const entry = next.trace!.find(({ productId }) => productId === first);
    if (entry) expect(entry.outcome).toMatchObject({ removal: { reason: "excluded" } });
  });

  it("is obeyed by the next list of a visit that nobody knows, and by no other visit", async () => {
    const first = await recommend(admin, { placement: "home", count: 4 }, NOW);
    const { recommendationId, session } = first;
    const [hidden, bought] = first.items.map(({ productId }) => productId);
    const feedback = [
      { recommendationId, kind: "hide" as const, product: hidden!, messageId: "h" },
      { recommendationId, kind: "purchase" as const, product: bought!, messageId: "p" },
    ];
    expect(await giveFeedback(admin, { feedback }, NOW)).toMatchObject({ accepted: 2 });
    const shownTo = async (visit: { session?: string; customer?: string }) => {
      const { items } = await recommend(admin, { placement: "home", count: 50, ...visit }, NOW);
      return items.map(({ productId }) => productId);
    };
    const own = await shownTo({ session: session! });
    expect(own).not.toContain(hidden);
    expect(own).not.toContain(bought);
    // A number that nobody goes by leaves the visit what it was.
    expect(await shownTo({ session: session!, customer: "nobody" })).not.toContain(hidden);
    for (const other of [{}, { session: "other" }])
      expect(await shownTo(other)).toEqual(expect.arrayContaining([hidden, bought]));
  });

  it("of a purchase keeps the product away from a customer whose order is not known yet", async () => {
    const customer = shop.customers.candles[0]!;
    const ask = async () => await recommend(admin, { placement: "home", customer, count: 50 }, NOW);
    const { recommendationId, items } = await ask();
    const product = items[0]!.productId;
    const feedback = [{ recommendationId, kind: "purchase" as const, product, messageId: "bought" }];
    await giveFeedback(admin, { feedback }, NOW);
    expect((await ask()).items.map(({ productId }) => productId)).not.toContain(product);
  });

  it("belongs to a visit of its own where neither customer nor visit was named", async () => {
    const lists = [];
    for (let k = 0; k < 3; k++) lists.push(await recommend(admin, { placement: "home", count: 2 }, NOW));
    await flushServed();
    const { db, storeId } = storeScope(admin.storeId);
    const ids = lists.map(({ recommendationId }) => recommendationId);
    const stored = await db.recommendation.findMany({ where: { storeId, id: { in: ids } } });
    expect(new Set(stored.map(({ customerId }) => customerId)).size).toBe(3);
    expect(new Set(stored.map(({ sessionId }) => sessionId))).toEqual(
      new Set(lists.map(({ session }) => session)),
    );
    const again = await recommend(admin, { placement: "home", session: lists[0]!.session! }, NOW);
    await flushServed();
    const row = await db.recommendation.findFirstOrThrow({
      where: { storeId, id: again.recommendationId },
    });
    expect(row.customerId).toBe(stored.find(({ sessionId }) => sessionId === again.session)!.customerId);
  });

  it("names what it cannot use and keeps the rest", async () => {
    const list = await recommend(admin, { placement: "home", session: "s", count: 2 }, NOW);
    const own = { recommendationId: list.recommendationId, kind: "click" as const };
    const foreign = shop.products.tea.find((id) => !list.items.some(({ productId }) => productId === id))!;
    const product = list.items[0]!.productId;
    const result = await giveFeedback(
      admin,
      {
        feedback: [
          { ...own, recommendationId: newId(), product, messageId: "a" },
          { ...own, product: foreign, messageId: "b" },
          { ...own, messageId: "c" },
          { ...own, product, messageId: "d", occurredAt: "2999-01-01T00:00:00Z" },
          { ...own, product, messageId: "e", occurredAt: "0000-01-01T00:00:00Z" },
        ],
      },
      NOW,
    );
    expect(result).toEqual({
      accepted: 2,
      repeated: 0,
      rejected: [
        { index: 0, reason: "unknown-recommendation" },
        { index: 1, reason: "product-not-in-list" },
        { index: 2, reason: "product-missing" },
      ],
    });
    const { db, storeId } = storeScope(admin.storeId);
    for (const message of ["d", "e"]) {
      const messageId = `feedback:${message}`;
      const stored = await db.event.findFirstOrThrow({ where: { storeId, messageId } });
      expect(stored.occurredAt).toEqual(NOW);
    }
  });
});

describe("what lists brought", () => {
  it("a product opened from a list counts as a click once, also where only its page says so, as from an e-mail", async () => {
    const shown = await createTasteShop({ products: 6, customers: 4, orders: 2 });
    const asker = await createMember(shown.actor.storeId, "admin");
    const scope = storeScope(asker.storeId);
    const lists: { customer: string; list: Awaited<ReturnType<typeof recommend>> }[] = [];
    for (const customer of shown.customers.tea.slice(0, 3))
      lists.push({ customer, list: await recommend(asker, { placement: "email", customer, count: 4 }, NOW) });
    await flushServed();
    const [mailed, clicked] = lists;
    const opened = ({ customer, list }: (typeof lists)[number], type: string) => ({
      ...{ customerId: customer, messageId: newId(), type, channel: "email" },
      ...{
        occurredAt: NOW,
        receivedAt: NOW,
        sessionId: null,
        device: null,
        quantity: null,
        valueMinor: null,
      },
      ...{ orderId: null, campaignId: null, position: null, text: null },
      ...{ productId: list.items[0]!.productId, recommendationId: list.recommendationId },
    });
    await insertEvents(scope, [
      opened(mailed!, "product_viewed"),
      opened(clicked!, "recommendation_clicked"),
      opened(clicked!, "product_viewed"),
    ]);
    const { rows } = await getResults(asker, NOW);
    const email = rows.filter(({ placement }) => placement === "email");
    expect(email.reduce((sum, { lists }) => sum + lists, 0)).toBe(3);
    const clicks = email.reduce((sum, { lists, clickRate }) => sum + lists * (clickRate?.value ?? 0), 0);
    expect(clicks).toBeCloseTo(2, 9);
  });
});

describe("a key of the API", () => {
  const bearer = (key: string) => `Bearer ${key}`;

  it("opens its own shop with its own rights, and is kept as a hash", async () => {
    const { key } = await createApiKey(admin, { name: "Site", scopes: ["recommendations:read"] }, NOW);
    const actor = await identifyKey(bearer(key), NOW);
    expect(actor).toMatchObject({ storeId: admin.storeId, name: "Site" });
    expect((await recommend(actor, { placement: "home" }, NOW)).items.length).toBeGreaterThan(0);
    const feedback = [{ recommendationId: newId(), kind: "impression" as const, messageId: "m" }];
    await expect(giveFeedback(actor, { feedback }, NOW)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { db, storeId } = storeScope(admin.storeId);
    expect(JSON.stringify(await db.apiKey.findMany({ where: { storeId } }))).not.toContain(key.slice(40));
  });

  it("is refused when nobody made it, when it names another shop, and once it is revoked", async () => {
    const { id, key } = await createApiKey(admin, { name: "Old", scopes: ["feedback:write"] }, NOW);
    const elsewhere = key.replace(/souk_.{32}/, `souk_${newId().replaceAll("-", "")}`);
    for (const wrong of ["", "souk_x", `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`, elsewhere])
      await expect(identifyKey(bearer(wrong), NOW)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    await identifyKey(bearer(key), NOW);
    await revokeApiKey(admin, id, NOW);
    const soon = new Date(NOW.getTime() + 6_000);
    await expect(identifyKey(bearer(key), soon)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const listed = await listApiKeys(admin);
    expect(listed.find((one) => one.id === id)!.revokedAt).not.toBeNull();
    await expect(revokeApiKey(admin, id, NOW)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
