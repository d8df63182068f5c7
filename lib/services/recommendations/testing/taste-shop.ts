import { insertPricePoints, insertStockLevels } from "@/lib/data/catalogue-facts";
import { putKnownCustomers } from "@/lib/data/known-customers";
import { insertOrders, type NewOrder } from "@/lib/data/orders";
import { insertKnownProducts } from "@/lib/data/products";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { createMember, createStore, TEST_NOW } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { createRng } from "@/lib/ml/core/rng";
import { newId } from "@/lib/platform/ids";

const DAY_MS = 86_400_000;

export interface TasteShop {
  readonly actor: Actor;
  /** By taste: the products of tea people and of candle people, in the order they were made. */
  readonly products: { readonly tea: readonly string[]; readonly candles: readonly string[] };
  readonly customers: { readonly tea: readonly string[]; readonly candles: readonly string[] };
}

/**
 * A shop of two tastes: tea people buy tea and candle people candles, in baskets of two over a hundred days; now and
 * then one buys from the other shelf. Everything is in stock. The same orders each time.
 */
export async function createTasteShop(
  size: { products?: number; customers?: number; orders?: number } = {},
): Promise<TasteShop> {
  const { products = 12, customers = 30, orders = 6 } = size;
  const { id } = await createStore({ clockKind: "simulated", clockAt: TEST_NOW });
  const rng = createRng(3);
  const ids = (count: number) => Array.from({ length: count }, newId);
  const goods = { tea: ids(products), candles: ids(products) };
  const people = { tea: ids(customers), candles: ids(customers) };
  const tastes = ["tea", "candles"] as const;
  const placed: NewOrder[] = tastes.flatMap((taste) =>
    people[taste].flatMap((customerId) =>
      Array.from({ length: orders }, () => {
        const shelf = rng.next() < 0.9 ? taste : tastes[1 - tastes.indexOf(taste)]!;
        const first = Math.floor(rng.next() * products);
        const pair = [goods[shelf][first]!, goods[shelf][(first + 1) % products]!];
        return order(customerId, pair, new Date(TEST_NOW.getTime() - rng.next() * 100 * DAY_MS));
      }),
    ),
  );
  const old = new Date(TEST_NOW.getTime() - 200 * DAY_MS);
  const all = tastes.flatMap((taste) => goods[taste].map((productId, k) => ({ productId, taste, k })));
  await inTransaction(storeScope(id), async (tx) => {
    await insertKnownProducts(
      tx,
      "shop",
      all.map(({ productId, taste, k }) => ({
        ...{ id: productId, groupId: productId, sku: `${taste}-${k}`, name: `${taste} ${k}` },
        ...{ description: "", translations: {}, brand: "Souk", categories: [taste], tags: [] },
        ...{ unitCostMinor: 400, taxRate: 0.2, releasedAt: old },
      })),
      TEST_NOW,
    );
    await insertPricePoints(
      tx,
      all.map(({ productId }) => ({
        ...{ productId, effectiveAt: old, priceMinor: 1200, compareAtMinor: null, reason: "list" },
      })),
    );
    await insertStockLevels(
      tx,
      all.map(({ productId }) => ({ productId, observedAt: old, onHand: 50, onOrder: 0 })),
    );
    await putKnownCustomers(
      tx,
      "shop",
      tastes.flatMap((taste) =>
        people[taste].map((customerId, k) => ({
          ...{ id: customerId, kind: "customer" as const, name: `${taste} ${k}`, email: null, age: null },
          ...{ gender: null, country: null, region: null, city: null, language: "en" },
          ...{ acquisitionChannel: null, firstSeenAt: old, number: `${taste}-person-${k}` },
        })),
      ),
      TEST_NOW,
    );
    await insertOrders(tx, placed);
  });
  return { actor: await createMember(id, "manager"), products: goods, customers: people };
}

function order(customerId: string, productIds: readonly string[], placedAt: Date): NewOrder {
  const id = newId();
  const money = { subtotalMinor: 2400, discountMinor: 0, shippingMinor: 0, taxMinor: 400, totalMinor: 2400 };
  return {
    ...{ customerId, id, source: "shop", number: id, reference: id, placedAt, status: "paid", ...money },
    ...{ channel: null, device: null, sessionId: null, currency: "EUR", rate: 1 },
    ...{ discountCode: null, campaignId: null },
    lines: productIds.map((productId, k) => ({
      ...{ lineNo: k + 1, productId, quantity: 1, unitPriceMinor: 1200, compareAtMinor: null },
      ...{ discountMinor: 0, totalMinor: 1200, taxMinor: 200, costMinor: 400 },
    })),
  };
}
