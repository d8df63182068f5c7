import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { HydratedList } from "@/app/_doors/hydrated-list";
import { pageContext, type SearchedShopPage } from "@/app/_doors/page-context";
import { listQueryOf } from "@/components/list/list-query";
import { ProductPriceList } from "@/components/pricing/product-price-list";
import { PRODUCT_PRICE_LIST_SHAPE } from "@/components/pricing/product-price-list-shape";
import { ProductPricesHeader } from "@/components/pricing/product-prices-header";
import { pricingKeys } from "@/lib/client/pricing";
import { proposalListQuery } from "@/lib/contracts/pricing";
import { productPriceListQuery } from "@/lib/contracts/product-prices";
import { can } from "@/lib/domain/permissions";
import { isTerminal } from "@/lib/domain/runs";
import { getPricingModel } from "@/lib/services/pricing/get-pricing-model";
import { listPriceCategories, listProductPrices } from "@/lib/services/pricing/list-product-prices";
import { listProposals } from "@/lib/services/pricing/list-proposals";
import { listRuns } from "@/lib/services/training/list-runs";
import { cancelRunAction } from "../../models/runs/actions";
import { startPricingAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pricing-products"))("title") };
}

/** Every product's price: what it leaves, how demand follows it, what competitors ask, and what waits. */
export default async function Page({ params, searchParams }: SearchedShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const locale = await getLocale();
  const query = listQueryOf(PRODUCT_PRICE_LIST_SHAPE, await searchParams);
  const waiting = await listProposals(actor, proposalListQuery.parse({ limit: 1 }), new Date());
  const runs = await listRuns(actor, { limit: 5 });
  const mayTrain = can(actor, "training:run");
  return (
    <>
      <ProductPricesHeader
        store={store}
        waiting={{ total: waiting.total, stakeMinor: waiting.stakeMinor }}
        model={await getPricingModel(actor)}
        liveRun={runs.rows.find((run) => run.kind === "pricing" && !isTerminal(run.status))}
        startAction={mayTrain ? startPricingAction.bind(null, store) : undefined}
        cancelAction={mayTrain ? cancelRunAction.bind(null, store) : undefined}
      />
      <HydratedList
        queryKey={pricingKeys.products(store, locale, query)}
        load={() => listProductPrices(actor, productPriceListQuery.parse(query), locale, new Date())}
      >
        <ProductPriceList store={store} categories={await listPriceCategories(actor)} />
      </HydratedList>
    </>
  );
}
