import { expect, it } from "vitest";
import { storeScope } from "@/lib/data/scope";
import { newId } from "@/lib/platform/ids";
import { fillWorldStore } from "./fill-world-store";

const wallNow = () => new Date();
const settings = { customers: 60, windowShoppers: 20, products: 40, historyDays: 45 };

/** What a shop holds, in figures that do not depend on its id. */
async function contents(storeId: string) {
  const { db } = storeScope(storeId);
  return db.$queryRaw<object[]>`
    SELECT
      (SELECT count(*)::int FROM "customer" WHERE "storeId" = ${storeId}::uuid) AS "customers",
      (SELECT count(*)::int FROM "order" WHERE "storeId" = ${storeId}::uuid) AS "orders",
      (SELECT sum("totalMinor")::text FROM "order" WHERE "storeId" = ${storeId}::uuid) AS "taken",
      (SELECT sum("totalMinor")::text FROM "order_line" WHERE "storeId" = ${storeId}::uuid) AS "lines",
      (SELECT count(*)::int FROM "event" WHERE "storeId" = ${storeId}::uuid) AS "events",
      (SELECT count(*)::int FROM "recommendation" WHERE "storeId" = ${storeId}::uuid) AS "recommendations",
      (SELECT count(*)::int FROM "price_point" WHERE "storeId" = ${storeId}::uuid) AS "prices",
      (SELECT sum("onHand")::int FROM "stock_level" WHERE "storeId" = ${storeId}::uuid) AS "stock",
      (SELECT count(*)::int FROM "competitor_price" WHERE "storeId" = ${storeId}::uuid) AS "competitors",
      (SELECT count(*)::int FROM "message" WHERE "storeId" = ${storeId}::uuid) AS "messages"`;
}

/** A shop whose filling was stopped after its first days. */
async function begun(): Promise<string> {
  const slug = `begun-${newId()}`;
  const stop = new AbortController();
  const stopped = fillWorldStore({ size: "small", settings, wallNow, slug, signal: stop.signal }, () =>
    stop.abort(),
  );
  await expect(stopped).rejects.toThrow();
  return slug;
}

it("writes the same shop whether it was stopped on the way or not, and only once", async () => {
  const whole = await fillWorldStore({ size: "small", settings, wallNow, slug: `whole-${newId()}` });
  expect(whole.filled).toBe(true);

  const slug = await begun();
  const finished = await fillWorldStore({ size: "small", settings, wallNow, slug });
  expect(await contents(finished.storeId)).toEqual(await contents(whole.storeId));
  expect((await fillWorldStore({ size: "small", settings, wallNow, slug })).filled).toBe(false);
});

it.each([
  [
    "size",
    { size: "standard" as const, settings },
    "The demo's shop was begun at size small: go on with --size small, or begin anew with --fresh.",
  ],
  [
    "version",
    { size: "small" as const, settings: { ...settings, seed: 5 } },
    "The demo's shop was begun by another version of Souk and cannot go on: begin anew with --fresh.",
  ],
])("never mixes two worlds: a shop begun with another %s is left as it is", async (_, other, sentence) => {
  const slug = await begun();
  await expect(fillWorldStore({ ...other, wallNow, slug })).rejects.toThrow(sentence);
  const whole = await fillWorldStore({ size: "small", settings, wallNow, slug: `whole-${newId()}` });
  const finished = await fillWorldStore({ size: "small", settings, wallNow, slug });
  expect(await contents(finished.storeId)).toEqual(await contents(whole.storeId));
});

it("keeps a shop that is full, whatever size is asked for, and tells the size it has", async () => {
  const slug = `full-${newId()}`;
  const first = await fillWorldStore({ size: "small", settings, wallNow, slug });
  const before = await contents(first.storeId);
  const again = await fillWorldStore({ size: "large", settings, wallNow, slug });
  expect(again).toEqual({ storeId: first.storeId, filled: false, size: "small" });
  expect(await contents(first.storeId)).toEqual(before);
});

it("gives buyers figures that their orders add up to, and a group each", async () => {
  const { storeId } = await fillWorldStore({ size: "small", settings, wallNow, slug: `sums-${newId()}` });
  const { db } = storeScope(storeId);
  const rows = await db.$queryRaw<{ features: string; facts: string; buyers: number; grouped: number }[]>`
    SELECT
      (SELECT sum("revenueMinor")::text FROM "customer_features" WHERE "storeId" = ${storeId}::uuid) AS "features",
      ((SELECT coalesce(sum(o."totalMinor"), 0) FROM "order" o JOIN "customer" c
          ON c."storeId" = o."storeId" AND c."id" = o."customerId" AND c."kind" = 'customer'
        WHERE o."storeId" = ${storeId}::uuid AND o."status" NOT IN ('cancelled', 'adjustment'))
       - (SELECT coalesce(sum("amountMinor"), 0) FROM "refund" WHERE "storeId" = ${storeId}::uuid))::bigint::text AS "facts",
      (SELECT count(*)::int FROM "customer_features" WHERE "storeId" = ${storeId}::uuid AND "orderCount" > 0) AS "buyers",
      (SELECT count(*)::int FROM "customer_features" WHERE "storeId" = ${storeId}::uuid AND "rfmGroup" IS NOT NULL) AS "grouped"`;
  const [{ features, facts, buyers, grouped }] = rows as [(typeof rows)[number]];
  expect(Number(features)).toBeGreaterThan(0);
  expect(features).toBe(facts);
  expect(buyers).toBeGreaterThan(5);
  expect(grouped).toBe(buyers);
});
