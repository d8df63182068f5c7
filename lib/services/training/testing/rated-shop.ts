import { upsertCustomers } from "@/lib/data/customers";
import { upsertProducts } from "@/lib/data/products";
import { upsertRatings } from "@/lib/data/ratings";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { createMember, createStore, TEST_NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { createRng } from "@/lib/ml/core/rng";

/** Customers who rate alike. */
export interface RatingGroup {
  readonly customers: number;
  /** Ratings of each, and up to two more; below zero for people who never rate. */
  readonly ratings: number;
  /** Each rating is one of these. */
  readonly stars: readonly number[];
  readonly age?: number;
}
export const THREE_GROUPS: readonly RatingGroup[] = [
  { customers: 30, ratings: 4, stars: [5, 5, 4] },
  { customers: 20, ratings: 20, stars: [3, 3, 4] },
  { customers: 10, ratings: 8, stars: [1, 5] },
];
const PRODUCTS = 25;

/** A shop whose customers rate in groups, the same ratings each time. @returns one of its marketers */
export async function createRatedShop(groups: readonly RatingGroup[] = THREE_GROUPS): Promise<Actor> {
  const { id } = await createStore({ clockKind: "simulated", clockAt: TEST_NOW });
  const rng = createRng(5);
  const people = groups.flatMap((group, g) =>
    Array.from({ length: group.customers }, (_, i) => ({ group, value: `${g}-${i}` })),
  );
  await inTransaction(storeScope(id), async (tx) => {
    const facts = { email: null, occupation: null, postalCode: null };
    const customers = people.map(({ group, value }, i) => ({
      ...facts,
      ...{ value, name: `#${value}`, age: group.age ?? null, gender: i % 3 === 0 ? "female" : "male" },
    }));
    await upsertCustomers(tx, "test", customers, TEST_NOW);
    const products = Array.from({ length: PRODUCTS }, (_, i) => ({
      ...{ value: String(i), name: `Product ${i}`, categories: [], releasedAt: null, url: null },
    }));
    await upsertProducts(tx, "test", products, TEST_NOW);
    const identities = await tx.db.customerIdentity.findMany({ where: { storeId: id } });
    const codes = await tx.db.productIdentity.findMany({ where: { storeId: id } });
    const customerOf = new Map(identities.map((row) => [row.value, row.customerId]));
    const ratings = people.flatMap(({ group, value }) =>
      Array.from({ length: group.ratings + Math.floor(rng.next() * 3) }, (_, i) => ({
        customerId: customerOf.get(value)!,
        productId: codes[i]!.productId,
        value: group.stars[Math.floor(rng.next() * group.stars.length)]!,
        ratedAt: new Date(TEST_NOW.getTime() - Math.floor(rng.next() * 1e6) * 1000),
      })),
    );
    await upsertRatings(tx, ratings);
  });
  return createMember(id, "marketer");
}
