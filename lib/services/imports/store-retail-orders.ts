import { upsertBuyers } from "@/lib/data/buyers";
import { findCustomerIds } from "@/lib/data/customers";
import {
  findKnownOrders,
  type KnownLine,
  type KnownOrder,
  listKnownLines,
  restateOrders,
} from "@/lib/data/known-orders";
import { insertOrderLines, insertOrders, insertRefunds } from "@/lib/data/orders";
import { findProductIds } from "@/lib/data/products";
import type { StoreScope } from "@/lib/data/scope";
import type { ImportKind, UpsertCounts } from "@/lib/domain/imports/import-run";
import { productOf } from "@/lib/domain/imports/online-retail";
import type { LocatedRow, RetailOrder } from "@/lib/domain/imports/order-assembler";
import { asLine, asOrder, asRefund, asVisitor, newRows, RETAIL_SOURCE, restate } from "./to-order-rows";

/** An order without a customer belongs to a visitor who is known by nothing but that order. */
const VISITOR_IDENTITY = "online-retail-invoice";

export interface StoredOrders {
  readonly made: Partial<Record<ImportKind, UpsertCounts>>;
  /** Orders that the shop knows as another customer's; nothing of them was stored. */
  readonly refused: readonly RetailOrder[];
}

/**
 * Stores whole orders: lines, totals, and a refund for each line that a cancellation takes back. Of an order that is
 * there, lines are recognised by their content and by how often the order has it; the others are added. Call in a
 * transaction; products and customers must be there.
 */
export async function storeRetailOrders(
  tx: StoreScope,
  orders: readonly RetailOrder[],
  now: Date,
): Promise<StoredOrders> {
  const known = await findKnownOrders(
    tx,
    RETAIL_SOURCE,
    orders.map(({ number }) => number),
  );
  const customers = await findCustomerIds(
    tx,
    RETAIL_SOURCE,
    orders.flatMap(({ customer }) => (customer === null ? [] : [customer])),
  );
  const visitors = await bringInVisitors(tx, orders, known, now);
  const owner = (order: RetailOrder) =>
    order.customer === null ? visitors.ids.get(order.number) : customers.get(order.customer);
  const refused: RetailOrder[] = [];
  const fresh: RetailOrder[] = [];
  const repeated: { order: RetailOrder; stored: KnownOrder }[] = [];
  for (const order of orders) {
    const stored = known.get(order.number);
    const customerId = owner(order);
    if (customerId === undefined || (stored && stored.customerId !== customerId)) refused.push(order);
    else if (stored) repeated.push({ order, stored });
    else fresh.push(order);
  }
  const products = await findProductIds(
    tx,
    RETAIL_SOURCE,
    orders.flatMap(({ rows }) => rows.map(({ row }) => productOf(row.code))),
  );
  const productId = ({ row }: LocatedRow) => products.get(productOf(row.code))!;

  const created = fresh.map((order) => {
    const lines = order.rows.map((located, i) => asLine(located, productId(located), i + 1));
    return { order, stored: asOrder(order, owner(order)!, lines), lines };
  });
  await insertOrders(
    tx,
    created.map(({ stored }) => stored),
  );

  const linesOf = groupByOrder(
    await listKnownLines(
      tx,
      repeated.map(({ stored }) => stored),
    ),
  );
  const added = repeated.flatMap(({ order, stored }) => {
    const before = linesOf.get(stored.id) ?? [];
    const news = newRows(order.rows, before, productId);
    const last = before.reduce((most, { lineNo }) => Math.max(most, lineNo), 0);
    const lines = news.map((located, i) => asLine(located, productId(located), last + 1 + i));
    const restated = restate(order, stored, news);
    return lines.length > 0 || restated.placedAt < stored.placedAt
      ? [{ order, stored: restated, lines }]
      : [];
  });
  await insertOrderLines(
    tx,
    added.map(({ stored, lines }) => ({ ...stored, lines })),
  );
  const updated = await restateOrders(
    tx,
    added.map(({ stored }) => stored),
  );

  const refunds = [...created, ...added].flatMap(({ order, stored, lines }) =>
    order.kind === "cancellation" ? lines.map((line) => asRefund(line, stored, order.placedAt)) : [],
  );
  await insertRefunds(tx, refunds);

  const createdLines = [...created, ...added].reduce((sum, { lines }) => sum + lines.length, 0);
  const allLines = [...fresh, ...repeated.map(({ order }) => order)].reduce(
    (sum, o) => sum + o.rows.length,
    0,
  );
  const refundLines = [...fresh, ...repeated.map(({ order }) => order)].reduce(
    (sum, { kind, rows }) => sum + (kind === "cancellation" ? rows.length : 0),
    0,
  );
  return {
    made: {
      visitors: visitors.counts,
      orders: { created: created.length, updated, unchanged: repeated.length - updated },
      lines: { created: createdLines, updated: 0, unchanged: allLines - createdLines },
      refunds: { created: refunds.length, updated: 0, unchanged: refundLines - refunds.length },
    },
    refused,
  };
}

/** The visitors of orders without a customer; an order that the shop knows as a customer's gets none. */
async function bringInVisitors(
  tx: StoreScope,
  orders: readonly RetailOrder[],
  known: ReadonlyMap<string, KnownOrder>,
  now: Date,
): ReturnType<typeof upsertBuyers> {
  const anonymous = orders.filter(({ customer }) => customer === null);
  const numbers = anonymous.map(({ number }) => number);
  const there = await findCustomerIds(tx, VISITOR_IDENTITY, numbers);
  const theirs = anonymous.filter(({ number }) => {
    const stored = known.get(number);
    return !stored || stored.customerId === there.get(number);
  });
  return upsertBuyers(tx, VISITOR_IDENTITY, theirs.map(asVisitor), now);
}

function groupByOrder(lines: readonly KnownLine[]): Map<string, KnownLine[]> {
  const groups = new Map<string, KnownLine[]>();
  for (const line of lines) {
    const group = groups.get(line.orderId);
    if (group) group.push(line);
    else groups.set(line.orderId, [line]);
  }
  return groups;
}
