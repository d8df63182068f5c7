import type { OrderStatus } from "@/lib/domain/orders";
import { type BulkColumn, columnValues, unnestRows } from "./bulk-insert";
import { bulkUpdate } from "./bulk-update";
import type { StoreScope } from "./scope";

/** An order that the shop has, as far as an import must know it to add to it. */
export interface KnownOrder {
  readonly number: string;
  readonly customerId: string;
  readonly id: string;
  readonly placedAt: Date;
  readonly status: OrderStatus;
  readonly subtotalMinor: number;
  readonly shippingMinor: number;
  readonly totalMinor: number;
}

/** The orders that one source's numbers mean; numbers nobody knows are left out. */
export async function findKnownOrders(
  { storeId, db }: StoreScope,
  source: string,
  numbers: readonly string[],
): Promise<Map<string, KnownOrder>> {
  const rows = await db.$queryRaw<KnownOrder[]>`
    SELECT i."value" AS "number", o."customerId", o."id", o."placedAt", o."status",
           o."subtotalMinor"::float8 AS "subtotalMinor", o."shippingMinor"::float8 AS "shippingMinor",
           o."totalMinor"::float8 AS "totalMinor"
    FROM "order_identity" i
    JOIN "order" o ON o."storeId" = i."storeId" AND o."customerId" = i."customerId" AND o."id" = i."orderId"
    WHERE i."storeId" = ${storeId}::uuid AND i."source" = ${source} AND i."value" = ANY(${numbers})`;
  return new Map(rows.map((row) => [row.number, row]));
}

export interface KnownLine {
  readonly orderId: string;
  readonly lineNo: number;
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly totalMinor: number;
}
type OrderKey = Pick<KnownOrder, "customerId" | "id">;

const ORDER_KEY: readonly BulkColumn<OrderKey>[] = [
  { name: "customerId", type: "uuid", read: (row) => row.customerId },
  { name: "id", type: "uuid", read: (row) => row.id },
];

/** The lines of some orders, in no order. */
export async function listKnownLines(
  { storeId, db }: StoreScope,
  orders: readonly OrderKey[],
): Promise<KnownLine[]> {
  if (orders.length === 0) return [];
  return db.$queryRawUnsafe<KnownLine[]>(
    `SELECT l."orderId", l."lineNo", l."productId", l."quantity", l."unitPriceMinor"::float8 AS "unitPriceMinor",
            l."totalMinor"::float8 AS "totalMinor"
     FROM "order_line" l
     JOIN ${unnestRows(ORDER_KEY, 2)} ON l."customerId" = r."customerId" AND l."orderId" = r."id"
     WHERE l."storeId" = $1::uuid`,
    storeId,
    ...columnValues(ORDER_KEY, orders),
  );
}

/**
 * Writes what lines that came later change of their orders: totals, status and an earlier time, which their lines
 * take over. Call in a transaction. @returns how many orders changed
 */
export async function restateOrders(
  { storeId, db }: StoreScope,
  orders: readonly KnownOrder[],
): Promise<number> {
  const store: BulkColumn<KnownOrder> = { name: "storeId", type: "uuid", read: () => storeId };
  const placedAt: BulkColumn<KnownOrder> = {
    name: "placedAt",
    type: "timestamptz",
    read: (row) => row.placedAt,
  };
  const changed = await bulkUpdate(
    db,
    "order",
    {
      keys: [store, ...ORDER_KEY],
      values: [
        placedAt,
        { name: "status", type: "text", read: (row) => row.status },
        { name: "subtotalMinor", type: "int8", read: (row) => row.subtotalMinor },
        { name: "shippingMinor", type: "int8", read: (row) => row.shippingMinor },
        { name: "totalMinor", type: "int8", read: (row) => row.totalMinor },
      ],
    },
    orders,
  );
  const columns = [...ORDER_KEY, placedAt];
  if (changed > 0)
    await db.$executeRawUnsafe(
      `UPDATE "order_line" AS l SET "placedAt" = r."placedAt" FROM ${unnestRows(columns, 2)}
       WHERE l."storeId" = $1::uuid AND l."customerId" = r."customerId" AND l."orderId" = r."id"
         AND l."placedAt" <> r."placedAt"`,
      storeId,
      ...columnValues(columns, orders),
    );
  return changed;
}
