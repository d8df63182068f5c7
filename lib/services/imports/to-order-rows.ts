import type { BuyerRecord } from "@/lib/data/buyers";
import type { KnownLine, KnownOrder } from "@/lib/data/known-orders";
import type { NewOrder, NewOrderLine, NewRefund } from "@/lib/data/orders";
import { countryOf } from "@/lib/domain/countries";
import { isCarriage, RETAIL_CURRENCY } from "@/lib/domain/imports/online-retail";
import type { LocatedRow, RetailOrder } from "@/lib/domain/imports/order-assembler";
import type { OrderStatus } from "@/lib/domain/orders";
import { newId } from "@/lib/platform/ids";

/** Source of the numbers that customers, products and orders of the data set are known by. */
export const RETAIL_SOURCE = "online-retail";

/** An order without a customer belongs to a visitor of its own. */
export function asVisitor(order: RetailOrder): BuyerRecord {
  return {
    value: order.number,
    kind: "visitor",
    name: `#${order.number}`,
    country: countryOf(order.country),
    firstSeenAt: order.placedAt,
  };
}

/** A row as a line of its order. */
export function asLine({ row }: LocatedRow, productId: string, lineNo: number): NewOrderLine {
  return {
    lineNo,
    productId,
    quantity: row.quantity,
    unitPriceMinor: row.unitPriceMinor,
    compareAtMinor: null,
    discountMinor: 0,
    totalMinor: row.totalMinor,
    taxMinor: 0,
    costMinor: null,
  };
}

/** An order that the shop does not have, with its lines. */
export function asOrder(order: RetailOrder, customerId: string, lines: readonly NewOrderLine[]): NewOrder {
  const { totalMinor, shippingMinor } = sums(order.rows);
  return {
    ...{ id: newId(), customerId, source: RETAIL_SOURCE, number: order.number, reference: order.number },
    ...{ placedAt: order.placedAt, status: statusOf(order.kind, order.rows) },
    ...{ channel: null, device: null, sessionId: null, currency: RETAIL_CURRENCY, rate: 1 },
    ...{
      subtotalMinor: totalMinor - shippingMinor,
      shippingMinor,
      totalMinor,
      discountMinor: 0,
      taxMinor: 0,
    },
    ...{ discountCode: null, campaignId: null, lines },
  };
}

/** A cancellation and a correction are no sales, nor is an invoice that asks no price: it moves stock. */
function statusOf(kind: RetailOrder["kind"], rows: readonly LocatedRow[]): OrderStatus {
  return kind === "sale" && rows.some(({ row }) => row.charged) ? "paid" : "adjustment";
}

function sums(rows: readonly LocatedRow[]): { totalMinor: number; shippingMinor: number } {
  let totalMinor = 0;
  let shippingMinor = 0;
  for (const { row } of rows) {
    totalMinor += row.totalMinor;
    if (isCarriage(row.code)) shippingMinor += row.totalMinor;
  }
  return { totalMinor, shippingMinor };
}

/** The stored order as it is with rows that came later. */
export function restate(order: RetailOrder, stored: KnownOrder, news: readonly LocatedRow[]): KnownOrder {
  const { totalMinor, shippingMinor } = sums(news);
  const becomesSale = stored.status === "adjustment" && statusOf(order.kind, news) === "paid";
  return {
    ...stored,
    placedAt: new Date(Math.min(order.placedAt.getTime(), stored.placedAt.getTime())),
    status: becomesSale ? "paid" : stored.status,
    subtotalMinor: stored.subtotalMinor + totalMinor - shippingMinor,
    shippingMinor: stored.shippingMinor + shippingMinor,
    totalMinor: stored.totalMinor + totalMinor,
  };
}

/** What a line of a cancellation gives back. */
export function asRefund(
  line: NewOrderLine,
  order: { id: string; customerId: string },
  refundedAt: Date,
): NewRefund {
  return {
    ...{ id: newId(), customerId: order.customerId, orderId: order.id, lineNo: line.lineNo },
    ...{ productId: line.productId, quantity: -line.quantity, amountMinor: -line.totalMinor, taxMinor: 0 },
    ...{ reason: "cancellation", restocked: false, refundedAt },
  };
}

/** The rows beyond those that the order has already, by content and how often it occurs. */
export function newRows(
  rows: readonly LocatedRow[],
  stored: readonly KnownLine[],
  productId: (located: LocatedRow) => string,
): LocatedRow[] {
  const left = new Map<string, number>();
  for (const line of stored) {
    const content = contentOf(line.productId, line);
    left.set(content, (left.get(content) ?? 0) + 1);
  }
  return rows.filter((located) => {
    const content = contentOf(productId(located), located.row);
    const there = left.get(content) ?? 0;
    left.set(content, there - 1);
    return there <= 0;
  });
}

function contentOf(
  productId: string,
  line: { quantity: number; unitPriceMinor: number; totalMinor: number },
): string {
  return `${productId} ${line.quantity} ${line.unitPriceMinor} ${line.totalMinor}`;
}
