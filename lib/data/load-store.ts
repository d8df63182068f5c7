import { type Db, transaction } from "./scope";

export interface LoadSize {
  readonly customers: number;
  readonly products: number;
}

/** Categories of the load shop; each customer keeps to three of them. */
const CATEGORIES = 50;

/**
 * Fills a shop for load tests with set-based SQL: customers who keep to a few categories, about ten bought lines and
 * ten looks each, prices and stock of every product. The same rows each time but for their noise.
 * Meant for an empty PostgreSQL database.
 */
export async function fillLoadStore(
  storeId: string,
  { customers, products }: LoadSize,
  now: Date,
): Promise<void> {
  await transaction((tx) => fill(tx, storeId, { customers, products }, now), { timeoutMs: 3_600_000 });
}

async function fill(db: Db, storeId: string, { customers, products }: LoadSize, now: Date): Promise<void> {
  await db.$executeRaw`SELECT setseed(0.42)`;
  await db.$executeRaw`
    INSERT INTO "product" ("storeId", "id", "groupId", "name", "categories", "tags", "unitCostMinor", "taxRate",
      "releasedAt", "createdAt", "updatedAt")
    SELECT ${storeId}::uuid, md5('p' || i)::uuid, md5('p' || i)::uuid, 'Product ' || i,
      ARRAY['category ' || i % ${CATEGORIES}::int], ARRAY['tag ' || i % 997], 500 + i % 700, 0.2,
      ${now}::timestamptz - interval '300 days', ${now}, ${now}
    FROM generate_series(0, ${products - 1}::int) i`;
  await db.$executeRaw`
    INSERT INTO "price_point" ("storeId", "productId", "effectiveAt", "priceMinor", "reason")
    SELECT ${storeId}::uuid, md5('p' || i)::uuid, ${now}::timestamptz - interval '300 days', 1200 + i % 900, 'list'
    FROM generate_series(0, ${products - 1}::int) i`;
  await db.$executeRaw`
    INSERT INTO "stock_level" ("storeId", "productId", "observedAt", "onHand", "onOrder")
    SELECT ${storeId}::uuid, md5('p' || i)::uuid, ${now}::timestamptz - d * interval '1 day',
      CASE WHEN (i + d) % 20 = 0 THEN 0 ELSE 40 END, 0
    FROM generate_series(0, ${products - 1}::int) i, generate_series(0, 6) d`;
  await db.$executeRaw`
    INSERT INTO "customer" ("storeId", "id", "kind", "name", "createdAt", "updatedAt")
    SELECT ${storeId}::uuid, md5('c' || i)::uuid, 'customer', 'Customer ' || i, ${now}, ${now}
    FROM generate_series(0, ${customers - 1}::int) i`;
  // A product of one of the customer's three categories, the first ones of a category the most often.
  await db.$executeRaw`
    CREATE TEMPORARY TABLE "load_line" ON COMMIT DROP AS
    SELECT c, o, l, ((c * 7 + floor(random() * 3)::int * 13) % ${CATEGORIES}::int
        + ${CATEGORIES}::int * floor(power(random(), 2) * ${Math.floor(products / CATEGORIES)}::int)::int) AS p,
      ${now}::timestamptz - (1 + (c * 31 + o * 97) % 360) * interval '1 day' AS at
    FROM generate_series(0, ${customers - 1}::int) c, generate_series(1, 4) o, generate_series(1, 3) l
    WHERE l = 1 OR random() < 0.75`;
  await db.$executeRaw`
    INSERT INTO "order" ("storeId", "customerId", "id", "reference", "placedAt", "status", "currency", "subtotalMinor",
      "discountMinor", "shippingMinor", "taxMinor", "totalMinor")
    SELECT DISTINCT ON (c, o) ${storeId}::uuid, md5('c' || c)::uuid, md5('o' || c || '/' || o)::uuid, c || '/' || o, at,
      'delivered', 'EUR', 3000, 0, 0, 500, 3000 FROM "load_line"`;
  await db.$executeRaw`
    INSERT INTO "order_line" ("storeId", "customerId", "orderId", "lineNo", "productId", "quantity", "unitPriceMinor",
      "discountMinor", "totalMinor", "taxMinor", "costMinor", "placedAt")
    SELECT ${storeId}::uuid, md5('c' || c)::uuid, md5('o' || c || '/' || o)::uuid, l, md5('p' || p)::uuid, 1, 1500, 0,
      1500, 250, 700, at FROM "load_line"`;
  await db.$executeRaw`
    INSERT INTO "event" ("storeId", "customerId", "messageId", "type", "channel", "occurredAt", "receivedAt", "productId")
    SELECT ${storeId}::uuid, md5('c' || c)::uuid, 'v' || o || '/' || l, 'product_viewed', 'web', at, at,
      md5('p' || p)::uuid FROM "load_line"`;
}

/** The analysis that a planner needs after so many rows. */
export async function analyseLoadStore(): Promise<void> {
  await transaction((tx) => tx.$executeRaw`ANALYZE`, { timeoutMs: 600_000 });
}

/** The straightforward rival: what the buyers of this customer's products bought besides, counted in SQL. */
export async function recommendByCoOccurrence(
  db: Db,
  storeId: string,
  customerId: string,
  count: number,
): Promise<string[]> {
  const rows = await db.$queryRaw<{ productId: string }[]>`
    WITH own AS (
      SELECT DISTINCT "productId" FROM "order_line"
      WHERE "storeId" = ${storeId}::uuid AND "customerId" = ${customerId}::uuid
    ), orders AS (
      SELECT DISTINCT l."customerId", l."orderId" FROM "order_line" l JOIN own USING ("productId")
      WHERE l."storeId" = ${storeId}::uuid
    )
    SELECT l."productId" FROM orders o
    JOIN "order_line" l ON l."storeId" = ${storeId}::uuid AND l."customerId" = o."customerId" AND l."orderId" = o."orderId"
    JOIN LATERAL (
      SELECT s."onHand" FROM "stock_level" s WHERE s."storeId" = l."storeId" AND s."productId" = l."productId"
      ORDER BY s."observedAt" DESC LIMIT 1
    ) stock ON stock."onHand" > 0
    WHERE l."productId" NOT IN (SELECT "productId" FROM own)
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${count}`;
  return rows.map(({ productId }) => productId);
}
