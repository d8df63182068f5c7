import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { HydratedList } from "@/app/_doors/hydrated-list";
import { pageContext, type SearchedShopPage } from "@/app/_doors/page-context";
import { listQueryOf } from "@/components/list/list-query";
import { ProductList } from "@/components/products/product-list";
import { ProductListHeader } from "@/components/products/product-list-header";
import { productListShape, spokenOut } from "@/components/products/product-list-shape";
import { productKeys } from "@/lib/client/products";
import { productListQuery } from "@/lib/contracts/products";
import { describeCatalogue } from "@/lib/services/products/describe-catalogue";
import { listProducts } from "@/lib/services/products/list-products";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("products"))("title") };
}

export default async function Page({ params, searchParams }: SearchedShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const locale = await getLocale();
  const catalogue = await describeCatalogue(actor);
  const shape = productListShape(catalogue.knows);
  const query = spokenOut(shape, listQueryOf(shape, await searchParams));
  return (
    <>
      <ProductListHeader catalogue={catalogue} />
      <HydratedList
        queryKey={productKeys.list(store, locale, query)}
        load={() => listProducts(actor, productListQuery.parse(query), locale)}
      >
        <ProductList store={store} catalogue={catalogue} />
      </HydratedList>
    </>
  );
}
