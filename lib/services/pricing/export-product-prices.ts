import type { ProductPriceListQuery, ProductPriceRow } from "@/lib/contracts/product-prices";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { csvOfPages } from "../csv-text";
import { readProductPrices } from "./list-product-prices";

const BATCH = 1_000;
const COLUMNS: Readonly<Record<string, (row: ProductPriceRow) => string | number | null | undefined>> = {
  id: (row) => row.id,
  sku: (row) => row.sku,
  name: (row) => row.name,
  categories: (row) => row.categories.join("; "),
  priceMinor: (row) => row.priceMinor,
  unitCostMinor: (row) => row.unitCostMinor,
  margin: (row) => row.margin,
  elasticity: (row) => row.elasticity?.value,
  elasticityLow: (row) => row.elasticity?.low,
  elasticityHigh: (row) => row.elasticity?.high,
  enoughVariation: (row) => row.sufficiency && String(row.sufficiency.enough),
  distinctPrices: (row) => row.sufficiency?.distinctPrices,
  weeksObserved: (row) => row.sufficiency?.weeksObserved,
  unitsObserved: (row) => row.sufficiency?.units,
  cheapestCompetitorMinor: (row) => row.cheapestMinor,
  proposedMinor: (row) => row.proposal?.toMinor,
  proposalState: (row) => row.proposal?.state,
  proposalCountsFrom: (row) => row.proposal?.countsFrom,
  gainMinor: (row) => row.proposal?.gainMinor,
};

/** The prices on screen as CSV, in pieces; who took them along is in the audit log before the first one leaves. */
export async function exportProductPrices(
  actor: Actor,
  query: ProductPriceListQuery,
  locale: string,
  wallNow: Date,
): Promise<AsyncGenerator<string>> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const { cursor: _cursor, limit: _limit, ...detail } = query;
  await inTransaction(scope, (tx) =>
    appendAuditEvent(tx, {
      ...{ at: wallNow, actor, action: "prices.exported", subjectKind: "price-list", subjectId: "products" },
      detail,
    }),
  );
  return csvOfPages(
    Object.keys(COLUMNS),
    (cursor) => readProductPrices(scope, { ...detail, cursor, limit: BATCH }, locale, wallNow),
    (row) => Object.values(COLUMNS).map((read) => read(row)),
  );
}
