import { describe, expect, it } from "vitest";
import { storeScope } from "@/lib/data/scope";
import { newId } from "@/lib/platform/ids";
import { FIRST_STORE_SIZES } from "@/lib/world/first-store/first-store";
import { fillFirstStore } from "./first-store";

const wallNow = () => new Date();

async function contents(storeId: string) {
  const { db } = storeScope(storeId);
  return db.$queryRaw<object[]>`
    SELECT ci."value" AS "customer", c."name", c."age", count(r.*)::int AS "ratings", sum(r."value") AS "stars",
           min(r."ratedAt") AS "first", max(r."ratedAt") AS "last"
    FROM "customer" c
    JOIN "customer_identity" ci ON ci."storeId" = c."storeId" AND ci."customerId" = c."id"
    LEFT JOIN "rating" r ON r."storeId" = c."storeId" AND r."customerId" = c."id"
    WHERE c."storeId" = ${storeId}::uuid
    GROUP BY ci."value", c."name", c."age" ORDER BY ci."value"`;
}

describe("the demo's first shop", () => {
  it("is filled once, and the same when it was stopped on the way as when it was not", async () => {
    const whole = await fillFirstStore({ size: "small", wallNow, slug: `whole-${newId()}` });
    expect(whole.filled).toBe(true);
    const slug = `stopped-${newId()}`;
    const stop = new AbortController();
    const stopped = fillFirstStore({ size: "small", wallNow, slug, signal: stop.signal }, () => stop.abort());
    await expect(stopped).rejects.toThrow();
    const shares: number[] = [];
    const finished = await fillFirstStore({ size: "small", wallNow, slug }, (share) => shares.push(share));
    expect(shares[0]).toBeGreaterThan(1 / 3);
    expect(shares.at(-1)).toBe(1);
    const rows = await contents(finished.storeId);
    expect(rows).toHaveLength(FIRST_STORE_SIZES.small);
    expect(rows).toEqual(await contents(whole.storeId));
    expect((await fillFirstStore({ size: "small", wallNow, slug })).filled).toBe(false);
  });
});
