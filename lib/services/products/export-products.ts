import type { ProductListQuery } from "@/lib/contracts/products";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { listProductRows, type ProductListRow } from "@/lib/data/product-list";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { languageOf } from "@/lib/domain/products/product-language";
import { csvOfPages } from "../csv-text";

const BATCH = 1_000;
const COLUMNS = [
  "id",
  "sku",
  "name",
  "categories",
  "priceMinor",
  "compareAtMinor",
  "marginShare",
  "onHand",
  "onOrder",
  "coverDays",
  "recentUnits",
  "beforeUnits",
  "recentRevenueMinor",
  "beforeRevenueMinor",
  "ratingCount",
  "ratingMean",
] as const satisfies readonly (keyof ProductListRow)[];

/**
 * The products on screen as CSV, in pieces, so that many rows pass through little memory. Who took which rows along
 * is in the audit log before the first one leaves.
 */
export async function exportProducts(
  actor: Actor,
  query: Omit<ProductListQuery, "cursor" | "limit">,
  locale: string,
  now: Date,
): Promise<AsyncGenerator<string>> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  await inTransaction(scope, (tx) =>
    appendAuditEvent(tx, {
      at: now,
      actor,
      action: "products.exported",
      subjectKind: "product-list",
      subjectId: "products",
      detail: query,
    }),
  );
  const language = languageOf(locale);
  return csvOfPages(
    COLUMNS,
    (cursor) => listProductRows(scope, { ...query, language, cursor, limit: BATCH }),
    (row) =>
      COLUMNS.map((column) => {
        const value = row[column];
        return typeof value === "object" ? value?.join("; ") : value;
      }),
  );
}
