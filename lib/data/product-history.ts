import type { StoreScope } from "./scope";

export interface PricePointRow {
  readonly effectiveAt: Date;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly reason: string;
}

/** The prices in force from `from` to `to`, oldest first; the one that was in force at `from` leads. */
export async function listPricePoints(
  { storeId, db }: StoreScope,
  productId: string,
  from: Date,
  to: Date,
): Promise<PricePointRow[]> {
  return db.$queryRaw<PricePointRow[]>`
    SELECT "effectiveAt", "priceMinor"::float8 AS "priceMinor", "compareAtMinor"::float8 AS "compareAtMinor", "reason"
    FROM "price_point"
    WHERE "storeId" = ${storeId}::uuid AND "productId" = ${productId}::uuid AND "effectiveAt" <= ${to}
      AND "effectiveAt" >= coalesce((SELECT max(b."effectiveAt") FROM "price_point" b
        WHERE b."storeId" = ${storeId}::uuid AND b."productId" = ${productId}::uuid AND b."effectiveAt" <= ${from}),
        ${from}::timestamptz)
    ORDER BY "effectiveAt"`;
}

export interface CompetitorPriceRow {
  readonly competitor: string;
  readonly observedAt: Date;
  readonly priceMinor: number;
  readonly inStock: boolean;
  readonly confidence: number;
}

/** What competitors were seen to ask, by name and then time. */
export async function listCompetitorPrices(
  { storeId, db }: StoreScope,
  productId: string,
  from: Date,
  to: Date,
): Promise<CompetitorPriceRow[]> {
  return db.$queryRaw<CompetitorPriceRow[]>`
    SELECT "competitor", "observedAt", "priceMinor"::float8 AS "priceMinor", "inStock", "confidence"
    FROM "competitor_price"
    WHERE "storeId" = ${storeId}::uuid AND "productId" = ${productId}::uuid
      AND "observedAt" >= ${from} AND "observedAt" <= ${to}
    ORDER BY "competitor", "observedAt"`;
}

export interface StockLevelRow {
  readonly observedAt: Date;
  readonly onHand: number;
  readonly onOrder: number;
}

/** Stock levels from `from` to `to`, oldest first; the one that held at `from` leads. */
export async function listStockLevels(
  { storeId, db }: StoreScope,
  productId: string,
  from: Date,
  to: Date,
): Promise<StockLevelRow[]> {
  return db.$queryRaw<StockLevelRow[]>`
    SELECT "observedAt", "onHand", "onOrder" FROM "stock_level"
    WHERE "storeId" = ${storeId}::uuid AND "productId" = ${productId}::uuid AND "observedAt" <= ${to}
      AND "observedAt" >= coalesce((SELECT max(b."observedAt") FROM "stock_level" b
        WHERE b."storeId" = ${storeId}::uuid AND b."productId" = ${productId}::uuid AND b."observedAt" <= ${from}),
        ${from}::timestamptz)
    ORDER BY "observedAt"`;
}
