import type { Page } from "@/lib/contracts/page";
import type { ProductListQuery, ProductRow } from "@/lib/contracts/products";
import { countProducts, listProductRows, type ProductListRow } from "@/lib/data/product-list";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { languageOf } from "@/lib/domain/products/product-language";

/** A page of the shop's products. @param locale the reader's: names are read, searched and sorted in it */
export async function listProducts(
  actor: Actor,
  query: ProductListQuery,
  locale: string,
): Promise<Page<ProductRow>> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const filters = { ...query, language: languageOf(locale) };
  const total = await countProducts(scope, filters);
  const { rows, nextCursor } = await listProductRows(scope, filters);
  return { rows: rows.map(toProductRow), nextCursor, total };
}

export function toProductRow(row: ProductListRow): ProductRow {
  return { ...row, weeklyUnits: row.weeklyUnits ?? [] };
}
