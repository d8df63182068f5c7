import type { Page } from "@/lib/contracts/page";
import type { ProductPriceListQuery, ProductPriceRow } from "@/lib/contracts/product-prices";
import {
  type DemandEstimateRecord,
  findPricingModel,
  readDemandEstimates,
} from "@/lib/data/demand-estimates";
import { findProposals } from "@/lib/data/price-proposals";
import { readPricingFacts } from "@/lib/data/pricing-facts";
import { listProductCategories } from "@/lib/data/product-figures";
import { countProductsByPrice, listProductsByPrice } from "@/lib/data/product-price-list";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { languageOf } from "@/lib/domain/products/product-language";
import { shopNow } from "@/lib/domain/shop";
import { currentChampion } from "./current-champion";
import { elasticityOf } from "./demand-of";

/** As many as a filter can offer. */
const MOST_CATEGORIES = 100;

/** Every product's price with what is known of it, a page at a time. @param locale the reader's, for names */
export async function listProductPrices(
  actor: Actor,
  query: ProductPriceListQuery,
  locale: string,
  wallNow: Date,
): Promise<Page<ProductPriceRow>> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const modelVersionId = (await findPricingModel(scope))?.id ?? null;
  const total = await countProductsByPrice(scope, { ...query, language: languageOf(locale), modelVersionId });
  return { ...(await readProductPrices(scope, query, locale, wallNow)), total };
}

/** The categories that prices can be looked at by. */
export async function listPriceCategories(actor: Actor): Promise<readonly string[]> {
  authorise(actor, "shop:read");
  const counted = await listProductCategories(storeScope(actor.storeId), MOST_CATEGORIES);
  return counted.map(({ category }) => category);
}

/** A page of prices; whoever calls has asked for the right. A handful of statements, whatever the page's length. */
export async function readProductPrices(
  scope: StoreScope,
  query: Omit<ProductPriceListQuery, "cursor"> & { readonly cursor?: string | undefined },
  locale: string,
  wallNow: Date,
): Promise<Omit<Page<ProductPriceRow>, "total">> {
  const now = shopNow((await findStore(scope))!, wallNow);
  const modelVersionId = (await findPricingModel(scope))?.id ?? null;
  const { family } = await currentChampion(scope);
  const listed = { ...query, language: languageOf(locale), modelVersionId, family };
  const { rows, nextCursor } = await listProductsByPrice(scope, listed);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return { rows: [], nextCursor };

  const facts = new Map((await readPricingFacts(scope, now, null, ids)).map((one) => [one.id, one]));
  const estimates = new Map<string, DemandEstimateRecord>(
    modelVersionId
      ? (await readDemandEstimates(scope, modelVersionId, ids)).map((one) => [one.productId, one])
      : [],
  );
  const open = await findProposals(
    scope,
    rows.flatMap(({ changeId }) => changeId ?? []),
  );
  const changes = new Map(open.map((one) => [one.id, one]));
  return {
    nextCursor,
    rows: rows.flatMap(({ id, name, priceMinor, marginShare: margin, changeId, changeState }) => {
      const known = facts.get(id);
      if (!known) return [];
      const estimate = estimates.get(id);
      const change = changeId === null ? undefined : changes.get(changeId);
      const { unitCostMinor, sku, categories, competitorsMinor } = known;
      return {
        ...{ id, name, sku, categories, priceMinor, unitCostMinor, margin },
        elasticity: estimate ? elasticityOf(estimate, family) : null,
        sufficiency: estimate
          ? {
              distinctPrices: estimate.distinctPrices,
              weeksObserved: estimate.weeksObserved,
              units: estimate.unitsObserved,
              enough: estimate.enough,
            }
          : null,
        cheapestMinor: competitorsMinor[0] ?? null,
        proposal:
          change && changeState
            ? {
                id: change.id,
                state: changeState,
                fromMinor: change.fromMinor,
                toMinor: change.toMinor,
                countsFrom: change.effectiveAt?.toISOString() ?? null,
                gainMinor: wholeMinor(change.evidence.gainMinor),
              }
            : null,
      };
    }),
  };
}

function wholeMinor(amountMinor: number | null): number | null {
  return amountMinor === null ? null : Math.round(amountMinor);
}
