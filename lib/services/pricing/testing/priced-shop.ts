import { insertCompetitorPrices, insertPricePoints, insertStockLevels } from "@/lib/data/catalogue-facts";
import { insertOrders } from "@/lib/data/orders";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { createCustomer, createMember, createProduct, createStore } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { refreshProductFigures } from "../../products/refresh-product-figures";

/** Monday morning in Berlin, after the last whole week. */
export const SHOP_NOW = new Date("2026-03-02T08:00:00.000Z");
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const CYCLE = [2000, 2200, 1800, 2100, 1900] as const;

export interface PricedShop {
  readonly storeId: string;
  readonly productIds: readonly string[];
  readonly marketer: Actor;
  readonly ann: Actor;
  readonly ben: Actor;
}

/**
 * A shop of some products, each sold for a year of weeks at prices that change every three weeks, to customers who buy by
 * elasticity −2.5; unit cost 8.00, so that the best net price is 13.33. Its clock stands at `SHOP_NOW`.
 */
export async function createPricedShop(
  options: { products?: number; weeks?: number } = {},
): Promise<PricedShop> {
  const { products = 4, weeks = 52 } = options;
  const store = await createStore({ clockKind: "simulated", clockAt: SHOP_NOW });
  const storeId = store.id;
  const customerId = await createCustomer(storeId);
  const productIds: string[] = [];
  for (let p = 0; p < products; p++)
    productIds.push(
      await createProduct(storeId, {
        name: `Lamp ${p + 1}`,
        sku: `L-${p + 1}`,
        categories: ["lamps"],
        unitCostMinor: 800,
        taxRate: 0.19,
      }),
    );
  const start = SHOP_NOW.getTime() - 8 * 3_600_000 - weeks * WEEK_MS;
  const priceAt = (p: number, week: number) => CYCLE[(Math.floor(week / 3) + p) % CYCLE.length]!;
  await inTransaction(storeScope(storeId), async (tx) => {
    for (const [p, productId] of productIds.entries()) {
      await insertPricePoints(
        tx,
        Array.from({ length: weeks }, (_, week) => week)
          .filter((week) => week % 3 === 0)
          .map((week) => ({
            productId,
            effectiveAt: new Date(start + week * WEEK_MS),
            priceMinor: priceAt(p, week),
            compareAtMinor: null,
            reason: "list",
          })),
      );
      await insertStockLevels(
        tx,
        Array.from({ length: weeks }, (_, week) => ({
          productId,
          observedAt: new Date(start + week * WEEK_MS + 6 * DAY_MS),
          onHand: 200,
          onOrder: 0,
        })),
      );
    }
    await insertCompetitorPrices(tx, [
      {
        productId: productIds[0]!,
        competitor: "Elsewhere",
        observedAt: new Date(SHOP_NOW.getTime() - 3 * DAY_MS),
        priceMinor: 2050,
        inStock: true,
        confidence: 0.9,
      },
    ]);
    const orders = productIds.flatMap((productId, p) =>
      Array.from({ length: weeks }, (_, week) => {
        const priceMinor = priceAt(p, week);
        const quantity = Math.max(1, Math.round(10 * (priceMinor / 2000) ** -2.5));
        return orderOf({
          customerId,
          productId,
          priceMinor,
          quantity,
          at: new Date(start + week * WEEK_MS + 2 * DAY_MS),
        });
      }),
    );
    await insertOrders(tx, orders);
  });
  await refreshProductFigures(storeScope(storeId), () => SHOP_NOW);
  return {
    storeId,
    productIds,
    marketer: await createMember(storeId, "marketer"),
    ann: await createMember(storeId, "manager"),
    ben: await createMember(storeId, "manager"),
  };
}

/** Sells pieces of a product to its only customer. */
export async function sellPieces(
  shop: PricedShop,
  productId: string,
  sale: { readonly priceMinor: number; readonly quantity: number; readonly at: Date },
): Promise<void> {
  const scope = storeScope(shop.storeId);
  const { id: customerId } = await scope.db.customer.findFirstOrThrow({ where: { storeId: shop.storeId } });
  await insertOrders(scope, [orderOf({ customerId, productId, ...sale })]);
}

function orderOf(sale: {
  customerId: string;
  productId: string;
  priceMinor: number;
  quantity: number;
  at: Date;
}) {
  const id = newId();
  const totalMinor = sale.priceMinor * sale.quantity;
  const taxMinor = Math.round(totalMinor - totalMinor / 1.19);
  return {
    id,
    customerId: sale.customerId,
    source: "test",
    number: id,
    reference: id.slice(-8),
    placedAt: sale.at,
    status: "paid" as const,
    channel: "web",
    device: null,
    sessionId: null,
    currency: "EUR",
    rate: 1,
    subtotalMinor: totalMinor,
    discountMinor: 0,
    shippingMinor: 0,
    taxMinor,
    totalMinor,
    discountCode: null,
    campaignId: null,
    lines: [
      {
        lineNo: 1,
        productId: sale.productId,
        quantity: sale.quantity,
        unitPriceMinor: sale.priceMinor,
        compareAtMinor: null,
        discountMinor: 0,
        totalMinor,
        taxMinor,
        costMinor: 800 * sale.quantity,
      },
    ],
  };
}
