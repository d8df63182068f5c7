import type { OrderStatus } from "@/lib/domain/orders";
import { newId } from "@/lib/platform/ids";
import { insertOrders, insertRefunds } from "../orders";
import { storeScope } from "../scope";

export interface PlacedOrder {
  readonly customerId: string;
  readonly id: string;
}

/** An order of single pieces at a price each, tax included. */
export async function placeOrder(
  storeId: string,
  order: {
    customerId: string;
    placedAt: Date;
    productIds: readonly string[];
    eachMinor: number;
    taxRate?: number;
    shippingMinor?: number;
    status?: OrderStatus;
    costMinor?: number | null;
  },
): Promise<PlacedOrder> {
  const { customerId, placedAt, productIds, eachMinor, taxRate = 0, shippingMinor = 0 } = order;
  const id = newId();
  const taxIn = (minor: number) => Math.round((minor * taxRate) / (1 + taxRate));
  const subtotalMinor = eachMinor * productIds.length;
  const row = {
    ...{ customerId, id, placedAt, shippingMinor, subtotalMinor },
    ...{ source: "test", number: id, reference: `T-${id.slice(-6)}`, status: order.status ?? "delivered" },
    ...{ channel: "web", device: "desktop", sessionId: null, currency: "EUR", rate: 1 },
    ...{ discountMinor: 0, discountCode: null, campaignId: null },
    taxMinor: taxIn(eachMinor) * productIds.length + taxIn(shippingMinor),
    totalMinor: subtotalMinor + shippingMinor,
    lines: productIds.map((productId, k) => ({
      ...{ lineNo: k + 1, productId, quantity: 1, unitPriceMinor: eachMinor, compareAtMinor: null },
      ...{ discountMinor: 0, totalMinor: eachMinor, taxMinor: taxIn(eachMinor) },
      costMinor: order.costMinor === undefined ? Math.round(eachMinor / 2) : order.costMinor,
    })),
  } as const;
  await insertOrders(storeScope(storeId), [row]);
  return { customerId, id };
}

/** One piece of an order's first line goes back. */
export async function refundPiece(
  storeId: string,
  order: PlacedOrder,
  refund: { productId: string; amountMinor: number; taxMinor?: number; refundedAt: Date },
): Promise<void> {
  const { productId, amountMinor, taxMinor = 0, refundedAt } = refund;
  await insertRefunds(storeScope(storeId), [
    {
      ...{ customerId: order.customerId, orderId: order.id, id: newId(), lineNo: 1, productId, quantity: 1 },
      ...{ amountMinor, taxMinor, reason: "size", restocked: true, refundedAt },
    },
  ]);
}
