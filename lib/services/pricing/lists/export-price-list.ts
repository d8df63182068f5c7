import type { PriceExportQuery } from "@/lib/contracts/price-lists";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { walkCompetitorPrices, walkPriceHistory, walkPrices, walkProposals } from "@/lib/data/price-exports";
import { readPriceTerms } from "@/lib/data/pricing-facts";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { toMajorUnits } from "@/lib/domain/minor-units";
import { authorise } from "@/lib/domain/permissions";
import { doubtOf } from "@/lib/domain/pricing/competitor-use";
import { netOfTax } from "@/lib/domain/pricing/guardrails";
import { shopNow } from "@/lib/domain/shop";
import { type CsvValue, csvHeader, csvLines } from "../../csv-text";
import { STATUSES_OF_VIEW } from "../list-proposals";

type Line = Readonly<Record<string, CsvValue>>;

/**
 * Prices, changes, history or competitors' prices as CSV, in pieces, amounts in units of the currency. A list of prices has
 * an empty `new_price` to fill in, and can be brought in again as it is. Who took what along is in the audit log before
 * the first line leaves.
 */
export async function exportPriceList(
  actor: Actor,
  query: PriceExportQuery,
  wallNow: Date,
): Promise<AsyncGenerator<string>> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const store = (await findStore(scope))!;
  const now = shopNow(store, wallNow);
  const { currency, pricesIncludeTax } = await readPriceTerms(scope);
  await inTransaction(scope, (tx) =>
    appendAuditEvent(tx, {
      ...{ at: wallNow, actor, action: "prices.exported", subjectKind: "price-list", subjectId: query.kind },
      detail: query,
    }),
  );
  const amount = (minor: number | null) => (minor === null ? null : toMajorUnits(minor, currency));
  switch (query.kind) {
    case "prices":
      return asCsv(walkPrices(scope, query, now), (row) => ({
        ...namesOf(row),
        categories: row.categories.join("; "),
        currency,
        price: amount(row.priceMinor),
        compare_at: amount(row.compareAtMinor),
        unit_cost: amount(row.unitCostMinor),
        margin: marginOf(row, pricesIncludeTax),
        since: row.pricedAt,
        new_price: "",
        effective_from: "",
      }));
    case "history":
      return asCsv(walkPriceHistory(scope, query, now), (row) => ({
        ...namesOf(row),
        effective_from: row.effectiveAt,
        currency,
        price: amount(row.priceMinor),
        compare_at: amount(row.compareAtMinor),
        reason: row.reason,
      }));
    case "proposals":
      return asCsv(
        walkProposals(scope, { ...query, statuses: STATUSES_OF_VIEW[query.view ?? "waiting"] }),
        (row) => ({
          proposal_id: row.id,
          ...namesOf(row),
          status: row.status,
          origin: row.origin,
          currency: row.currency,
          price: amount(row.fromMinor),
          new_price: amount(row.toMinor),
          new_compare_at: amount(row.compareAtMinor),
          effective_from: row.effectiveAt,
          expected_gain: row.gainMinor === null ? null : amount(Math.round(row.gainMinor)),
          chance_of_loss: row.chanceOfLoss,
          proposed_by: row.proposerName,
          proposed_at: row.createdAt,
          expires_at: row.expiresAt,
          approved_by: row.approverName,
          approved_at: row.approvedAt,
          in_force_since: row.activatedAt,
          reason: row.reason,
        }),
      );
    case "competitor-prices":
      return asCsv(walkCompetitorPrices(scope, query, now), (row) => ({
        ...namesOf(row),
        competitor: row.competitor,
        currency,
        price: amount(row.priceMinor),
        shipping: amount(row.shippingMinor),
        in_stock: row.inStock ? "yes" : "no",
        url: row.url,
        observed_at: row.observedAt,
        confidence: row.confidence,
        compared: (doubtOf(row, now) ?? "YES").toLowerCase(),
      }));
  }
}

function namesOf({ productId, sku, name }: { productId: string; sku: string | null; name: string }) {
  return { product_id: productId, sku, name };
}

function marginOf(
  row: { priceMinor: number | null; unitCostMinor: number | null; taxRate: number },
  pricesIncludeTax: boolean,
): number | null {
  if (!row.priceMinor || row.unitCostMinor === null) return null;
  const margin = 1 - row.unitCostMinor / netOfTax(row.priceMinor, { taxRate: row.taxRate, pricesIncludeTax });
  return Math.round(margin * 1e4) / 1e4;
}

async function* asCsv<Row>(
  batches: AsyncGenerator<Row[]>,
  toLine: (row: Row) => Line,
): AsyncGenerator<string> {
  let header = false;
  for await (const rows of batches) {
    const lines = rows.map(toLine);
    if (!header) yield csvHeader(Object.keys(lines[0]!));
    header = true;
    yield csvLines(lines.map((line) => Object.values(line)));
  }
  if (!header) yield "\uFEFF";
}
