import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { cache } from "react";
import { z } from "zod";
import { orNotFound, pageContext } from "@/app/_doors/page-context";
import { ProductFigures } from "@/components/products/product-figures";
import { ProductHeader } from "@/components/products/product-header";
import { ProductHistory } from "@/components/products/product-history";
import { ProductReviews, RatingBars } from "@/components/products/product-ratings";
import {
  ProductAbout,
  ProductCompanions,
  ProductReturns,
  ProductVariants,
} from "@/components/products/product-side";
import { describeCatalogue } from "@/lib/services/products/describe-catalogue";
import { getProduct } from "@/lib/services/products/get-product";

interface Props {
  readonly params: Promise<{ store: string; productId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Once per request: the title asks for the same product. */
const load = cache(async (store: string, productId: string) => {
  const { actor, now } = await pageContext(store);
  if (!z.uuid().safeParse(productId).success) notFound();
  return { actor, product: await orNotFound(getProduct(actor, productId, await getLocale(), now)) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { store, productId } = await params;
  return { title: (await load(store, productId)).product.name };
}

export default async function Page({ params, searchParams }: Props) {
  const { store, productId } = await params;
  const { actor, product } = await load(store, productId);
  const { knows } = await describeCatalogue(actor);
  const { list } = await searchParams;
  const listState = typeof list === "string" ? list : null;
  const fileName = `${store}-${product.sku ?? product.id}`;
  const sells = knows.orders || knows.prices || knows.stock;
  return (
    <>
      <ProductHeader store={store} product={product} listState={listState} knows={knows} />
      <div className="flex flex-col gap-6">
        {sells ? <ProductFigures product={product} knows={knows} /> : null}
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <div className="flex min-w-0 flex-col gap-6">
            {sells ? (
              <ProductHistory store={store} productId={product.id} fileName={fileName} />
            ) : (
              <RatingBars product={product} fileName={`${fileName}-ratings`} onlyRatings />
            )}
            <ProductReviews store={store} product={product} />
          </div>
          <div className="flex min-w-0 flex-col gap-6">
            <ProductAbout product={product} />
            {product.variants.length > 0 ? (
              <ProductVariants store={store} product={product} listState={listState} />
            ) : null}
            {knows.orders ? (
              <>
                <ProductCompanions store={store} product={product} listState={listState} />
                <ProductReturns returns={product.returns} />
              </>
            ) : null}
            {sells ? <RatingBars product={product} fileName={`${fileName}-ratings`} /> : null}
          </div>
        </div>
      </div>
    </>
  );
}
