import {
  findNewestSegmentation,
  listProductDescriptions,
  listSales,
  listSegmentOfCustomers,
  listSignals,
  type SaleRow,
  type SignalRow,
} from "@/lib/data/recommendation-training";
import type { StoreScope } from "@/lib/data/scope";
import { implicitStrength } from "@/lib/domain/recommendations/implicit-strength";
import { newProducts } from "@/lib/domain/recommendations/new-products";
import type { Meeting, Sale, ShopHistory } from "@/lib/ml/serving/shop-history";

const READ_CUSTOMERS = 2_000;
const READ_SALES = 50_000;
const DAY_MS = 86_400_000;
/** Baskets and sales figures look back so far; tastes reach further. */
const SALES_DAYS = 730;

/** A history with what a shop's rows say beside it. */
export interface GatheredHistory extends ShopHistory {
  readonly segmentationId: string | null;
  /** Who bought what after the moment up to which the history goes: what a list should have foreseen. */
  readonly laterSales: readonly SaleRow[];
  /** New at that moment, newest first. */
  readonly fresh: readonly string[];
}

/**
 * Reads what a shop saw before a moment, in stretches, and what was bought since.
 * @param looks of products by their pictures @param onTurn called between stretches
 */
export async function gatherShopHistory(
  scope: StoreScope,
  before: Date,
  looks: ReadonlyMap<string, Float32Array>,
  onTurn: () => Promise<void>,
): Promise<GatheredHistory> {
  const products = (await listProductDescriptions(scope)).map((product) => ({
    ...product,
    look: looks.get(product.productId),
  }));
  const sold = new Set(products.map(({ productId }) => productId));
  const meetings: Meeting[] = [];
  for (let afterId: string | null = null; ; ) {
    await onTurn();
    const stretch = await listSignals(scope, { afterId, limit: READ_CUSTOMERS, before });
    if (!stretch) break;
    afterId = stretch.lastId;
    for (const meeting of toMeetings(stretch.rows, before))
      if (sold.has(meeting.productId)) meetings.push(meeting);
  }
  const sales: Sale[] = [];
  const laterSales: SaleRow[] = [];
  const since = new Date(before.getTime() - SALES_DAYS * DAY_MS);
  for (let after: SaleRow | null = null; ; ) {
    await onTurn();
    const rows: SaleRow[] = await listSales(scope, { since, after, limit: READ_SALES });
    for (const row of rows) {
      if (!sold.has(row.productId)) continue;
      const { orderId, productId, placedAt } = row;
      if (placedAt < before) sales.push({ orderId, productId, atMs: placedAt.getTime() });
      else laterSales.push(row);
    }
    if (rows.length < READ_SALES) break;
    after = rows.at(-1)!;
  }
  const segmentationId = await findNewestSegmentation(scope);
  const segmentOf = segmentationId ? await listSegmentOfCustomers(scope, segmentationId) : new Map();
  const fresh = newProducts(products, before);
  return { products, meetings, sales, segmentOf, nowMs: before.getTime(), segmentationId, laterSales, fresh };
}

/** One meeting a pair; pairs that came to nothing are left out. Rows lie by customer and product. */
export function toMeetings(rows: readonly SignalRow[], now: Date): Meeting[] {
  const meetings: Meeting[] = [];
  for (let from = 0; from < rows.length; ) {
    const { customerId, productId } = rows[from]!;
    let to = from;
    while (rows[to]?.customerId === customerId && rows[to]?.productId === productId) to++;
    const strength = implicitStrength(rows.slice(from, to), now);
    if (strength > 0) meetings.push({ customerId, productId, strength });
    from = to;
  }
  return meetings;
}
