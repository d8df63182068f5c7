import { stringify } from "csv-stringify/sync";
import type { ProductListQuery } from "@/lib/contracts/products";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { listProductRows, type ProductListRow } from "@/lib/data/product-list";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { neutraliseFormula } from "@/lib/domain/csv";
import { authorise } from "@/lib/domain/permissions";
import { languageOf } from "@/lib/domain/products/product-language";

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
  return rowsAsCsv();

  async function* rowsAsCsv(): AsyncGenerator<string> {
    // The byte order mark lets spreadsheets read Chinese names.
    yield `\uFEFF${COLUMNS.join(",")}\r\n`;
    let cursor: string | undefined;
    do {
      const language = languageOf(locale);
      const page = await listProductRows(scope, { ...query, language, cursor, limit: BATCH });
      yield stringify(
        page.rows.map((row) => COLUMNS.map((column) => cell(row[column]))),
        { record_delimiter: "windows" },
      );
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }
}

function cell(value: ProductListRow[(typeof COLUMNS)[number]]): string | number | null {
  if (value === null || typeof value === "number") return value;
  return neutraliseFormula(typeof value === "string" ? value : value.join("; "));
}
