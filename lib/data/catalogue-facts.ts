import { type BulkColumn, bulkInsert } from "./bulk-insert";
import type { StoreScope } from "./scope";

export interface NewStockLevel {
  readonly productId: string;
  readonly observedAt: Date;
  readonly onHand: number;
  readonly onOrder: number;
}
export interface NewPricePoint {
  readonly productId: string;
  readonly effectiveAt: Date;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly reason: string;
}
export interface NewCompetitorPrice {
  readonly productId: string;
  readonly competitor: string;
  readonly observedAt: Date;
  readonly priceMinor: number;
  readonly inStock: boolean;
  readonly confidence: number;
  readonly shippingMinor?: number | null;
  readonly url?: string | null;
}

const AS_IT_WAS = { onConflict: "DO NOTHING" };

export async function insertStockLevels(
  { storeId, db }: StoreScope,
  levels: readonly NewStockLevel[],
): Promise<void> {
  const columns: BulkColumn<NewStockLevel>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "productId", type: "uuid", read: (row) => row.productId },
    { name: "observedAt", type: "timestamptz", read: (row) => row.observedAt },
    { name: "onHand", type: "int4", read: (row) => row.onHand },
    { name: "onOrder", type: "int4", read: (row) => row.onOrder },
  ];
  await bulkInsert(db, "stock_level", columns, levels, AS_IT_WAS);
}

/** Adds to the price history; what was once in force is never rewritten. */
export async function insertPricePoints(
  { storeId, db }: StoreScope,
  points: readonly NewPricePoint[],
): Promise<void> {
  const columns: BulkColumn<NewPricePoint>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "productId", type: "uuid", read: (row) => row.productId },
    { name: "effectiveAt", type: "timestamptz", read: (row) => row.effectiveAt },
    { name: "priceMinor", type: "int8", read: (row) => row.priceMinor },
    { name: "compareAtMinor", type: "int8", read: (row) => row.compareAtMinor },
    { name: "reason", type: "text", read: (row) => row.reason },
  ];
  await bulkInsert(db, "price_point", columns, points, AS_IT_WAS);
}

/** Adds what was seen at competitors. @returns how many were not known yet */
export async function insertCompetitorPrices(
  { storeId, db }: StoreScope,
  prices: readonly NewCompetitorPrice[],
): Promise<number> {
  const columns: BulkColumn<NewCompetitorPrice>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "productId", type: "uuid", read: (row) => row.productId },
    { name: "competitor", type: "text", read: (row) => row.competitor },
    { name: "observedAt", type: "timestamptz", read: (row) => row.observedAt },
    { name: "priceMinor", type: "int8", read: (row) => row.priceMinor },
    { name: "inStock", type: "bool", read: (row) => row.inStock },
    { name: "confidence", type: "float8", read: (row) => row.confidence },
    { name: "shippingMinor", type: "int8", read: (row) => row.shippingMinor ?? null },
    { name: "url", type: "text", read: (row) => row.url ?? null },
  ];
  return bulkInsert(db, "competitor_price", columns, prices, AS_IT_WAS);
}
