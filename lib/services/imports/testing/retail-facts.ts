import { storeScope } from "@/lib/data/scope";

/** What an import of orders left in a shop, in the source's own numbers, so that two shops can be compared. */
export async function retailFacts(storeId: string) {
  const { db } = storeScope(storeId);
  const lines = await db.$queryRaw<object[]>`
    SELECT oi."value" AS "order", l."lineNo", pi."value" AS "product", l."quantity", l."unitPriceMinor"::float8 AS "price",
           l."totalMinor"::float8 AS "total", l."placedAt", ci."value" AS "customer"
    FROM "order_line" l
    JOIN "order_identity" oi ON oi."storeId" = l."storeId" AND oi."orderId" = l."orderId"
    JOIN "product" p ON p."storeId" = l."storeId" AND p."id" = l."productId"
    JOIN "product_identity" pi ON pi."storeId" = l."storeId" AND pi."productId" = p."id" AND pi."value" = p."sku"
    JOIN "customer_identity" ci ON ci."storeId" = l."storeId" AND ci."customerId" = l."customerId"
    WHERE l."storeId" = ${storeId}::uuid ORDER BY 1, 2`;
  const orders = await db.$queryRaw<object[]>`
    SELECT o."reference", o."status", o."placedAt", o."totalMinor"::float8 AS "total", o."shippingMinor"::float8 AS "shipping",
           o."currency", ci."value" AS "customer", ci."kind" AS "known", c."kind", c."country", c."firstSeenAt"
    FROM "order" o
    JOIN "customer" c ON c."storeId" = o."storeId" AND c."id" = o."customerId"
    JOIN "customer_identity" ci ON ci."storeId" = o."storeId" AND ci."customerId" = o."customerId"
    WHERE o."storeId" = ${storeId}::uuid ORDER BY 1`;
  const refunds = await db.$queryRaw<object[]>`
    SELECT o."reference", r."lineNo", r."quantity", r."amountMinor"::float8 AS "amount", r."refundedAt"
    FROM "refund" r JOIN "order" o ON o."storeId" = r."storeId" AND o."id" = r."orderId"
    WHERE r."storeId" = ${storeId}::uuid ORDER BY 1, 2`;
  const products = await db.$queryRaw<object[]>`
    SELECT p."sku", p."name", p."kind", array_agg(i."value" ORDER BY i."value") AS "codes"
    FROM "product" p JOIN "product_identity" i ON i."storeId" = p."storeId" AND i."productId" = p."id"
    WHERE p."storeId" = ${storeId}::uuid GROUP BY 1, 2, 3 ORDER BY 1`;
  const prices = await db.$queryRaw<object[]>`
    SELECT p."sku", x."effectiveAt", x."priceMinor"::float8 AS "price", x."reason"
    FROM "price_point" x JOIN "product" p ON p."storeId" = x."storeId" AND p."id" = x."productId"
    WHERE x."storeId" = ${storeId}::uuid ORDER BY 1, 2`;
  const issues = await db.importIssue.findMany({
    where: { storeId },
    orderBy: [{ line: "asc" }, { column: "asc" }],
    select: { line: true, column: true, reason: true, content: true },
  });
  const features = await db.customerFeatures.count({ where: { storeId } });
  const customers = await db.customer.count({ where: { storeId } });
  return { lines, orders, refunds, products, prices, issues, features, customers };
}
