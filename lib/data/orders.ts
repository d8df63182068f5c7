import type { OrderStatus } from "@/lib/domain/orders";
import { type BulkColumn, bulkInsert } from "./bulk-insert";
import type { StoreScope } from "./scope";

export interface NewOrder {
  readonly customerId: string;
  readonly id: string;
  /** Where the shop's own number comes from, and the number. */
  readonly source: string;
  readonly number: string;
  readonly reference: string;
  readonly placedAt: Date;
  readonly status: OrderStatus;
  readonly channel: string | null;
  readonly device: string | null;
  readonly sessionId: string | null;
  readonly currency: string;
  /** To the store's currency, fixed on arrival. */
  readonly rate: number;
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly discountCode: string | null;
  readonly campaignId: string | null;
  readonly lines: readonly NewOrderLine[];
}

export interface NewOrderLine {
  readonly lineNo: number;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly compareAtMinor: number | null;
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly taxMinor: number;
  readonly costMinor: number | null;
}

/** Orders with their lines and numbers; those that are there already stay as they are. Call in a transaction. */
export async function insertOrders(
  { storeId, db }: StoreScope,
  orders: readonly NewOrder[],
): Promise<number> {
  const store: BulkColumn<unknown> = { name: "storeId", type: "uuid", read: () => storeId };
  const columns: BulkColumn<NewOrder>[] = [
    store,
    { name: "customerId", type: "uuid", read: (row) => row.customerId },
    { name: "id", type: "uuid", read: (row) => row.id },
    { name: "reference", type: "text", read: (row) => row.reference },
    { name: "placedAt", type: "timestamptz", read: (row) => row.placedAt },
    { name: "status", type: "text", read: (row) => row.status },
    { name: "channel", type: "text", read: (row) => row.channel },
    { name: "device", type: "text", read: (row) => row.device },
    { name: "sessionId", type: "text", read: (row) => row.sessionId },
    { name: "currency", type: "text", read: (row) => row.currency },
    { name: "rate", type: "float8", read: (row) => row.rate },
    { name: "subtotalMinor", type: "int8", read: (row) => row.subtotalMinor },
    { name: "discountMinor", type: "int8", read: (row) => row.discountMinor },
    { name: "shippingMinor", type: "int8", read: (row) => row.shippingMinor },
    { name: "taxMinor", type: "int8", read: (row) => row.taxMinor },
    { name: "totalMinor", type: "int8", read: (row) => row.totalMinor },
    { name: "discountCode", type: "text", read: (row) => row.discountCode },
    { name: "campaignId", type: "uuid", read: (row) => row.campaignId },
  ];
  const onConflict = "DO NOTHING";
  const created = await bulkInsert(db, "order", columns, orders, { onConflict });
  await bulkInsert(
    db,
    "order_identity",
    [
      store,
      { name: "source", type: "text", read: (row) => row.source },
      { name: "value", type: "text", read: (row) => row.number },
      { name: "customerId", type: "uuid", read: (row) => row.customerId },
      { name: "orderId", type: "uuid", read: (row) => row.id },
    ],
    orders,
    { onConflict },
  );
  await insertOrderLines({ storeId, db }, orders);
  return created;
}

/** Adds lines to orders; a line number that is there stays as it is. Call in a transaction. */
export async function insertOrderLines(
  { storeId, db }: StoreScope,
  orders: readonly Pick<NewOrder, "customerId" | "id" | "placedAt" | "lines">[],
): Promise<void> {
  const lines = orders.flatMap((order) => order.lines.map((line) => ({ order, line })));
  await bulkInsert(
    db,
    "order_line",
    [
      { name: "storeId", type: "uuid", read: () => storeId },
      { name: "customerId", type: "uuid", read: ({ order }) => order.customerId },
      { name: "orderId", type: "uuid", read: ({ order }) => order.id },
      { name: "lineNo", type: "int4", read: ({ line }) => line.lineNo },
      { name: "productId", type: "uuid", read: ({ line }) => line.productId },
      { name: "quantity", type: "int4", read: ({ line }) => line.quantity },
      { name: "unitPriceMinor", type: "int8", read: ({ line }) => line.unitPriceMinor },
      { name: "compareAtMinor", type: "int8", read: ({ line }) => line.compareAtMinor },
      { name: "discountMinor", type: "int8", read: ({ line }) => line.discountMinor },
      { name: "totalMinor", type: "int8", read: ({ line }) => line.totalMinor },
      { name: "taxMinor", type: "int8", read: ({ line }) => line.taxMinor },
      { name: "costMinor", type: "int8", read: ({ line }) => line.costMinor },
      { name: "placedAt", type: "timestamptz", read: ({ order }) => order.placedAt },
    ],
    lines,
    { onConflict: "DO NOTHING" },
  );
}

export interface OrderChange {
  readonly customerId: string;
  readonly id: string;
  readonly status: OrderStatus;
  readonly at: Date;
}

/** Moves orders to a later state; the last change of an order in the list is the one that stands. */
export async function changeOrders(
  { storeId, db }: StoreScope,
  changes: readonly OrderChange[],
): Promise<void> {
  const last = [...new Map(changes.map((change) => [change.id, change])).values()];
  await db.$executeRaw`
    UPDATE "order" o SET "status" = c."status",
      "cancelledAt" = CASE WHEN c."status" = 'cancelled' THEN c."at"::timestamptz ELSE o."cancelledAt" END
    FROM unnest(
      ${last.map((change) => change.customerId)}::uuid[], ${last.map((change) => change.id)}::uuid[],
      ${last.map((change) => change.status)}::text[], ${last.map((change) => change.at.toISOString())}::text[]
    ) AS c("customerId", "id", "status", "at")
    WHERE o."storeId" = ${storeId}::uuid AND o."customerId" = c."customerId" AND o."id" = c."id"`;
}

export interface NewRefund {
  readonly customerId: string;
  readonly id: string;
  readonly orderId: string;
  readonly lineNo: number;
  readonly productId: string;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly taxMinor: number;
  readonly reason: string;
  readonly restocked: boolean;
  readonly refundedAt: Date;
}

export async function insertRefunds(
  { storeId, db }: StoreScope,
  refunds: readonly NewRefund[],
): Promise<void> {
  const columns: BulkColumn<NewRefund>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "customerId", type: "uuid", read: (row) => row.customerId },
    { name: "id", type: "uuid", read: (row) => row.id },
    { name: "orderId", type: "uuid", read: (row) => row.orderId },
    { name: "lineNo", type: "int4", read: (row) => row.lineNo },
    { name: "productId", type: "uuid", read: (row) => row.productId },
    { name: "quantity", type: "int4", read: (row) => row.quantity },
    { name: "amountMinor", type: "int8", read: (row) => row.amountMinor },
    { name: "taxMinor", type: "int8", read: (row) => row.taxMinor },
    { name: "reason", type: "text", read: (row) => row.reason },
    { name: "restocked", type: "bool", read: (row) => row.restocked },
    { name: "refundedAt", type: "timestamptz", read: (row) => row.refundedAt },
  ];
  await bulkInsert(db, "refund", columns, refunds, { onConflict: "DO NOTHING" });
}
