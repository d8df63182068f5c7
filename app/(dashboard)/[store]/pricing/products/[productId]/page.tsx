import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound, pageContext } from "@/app/_doors/page-context";
import { ProductPrice } from "@/components/pricing/product-price";
import { can } from "@/lib/domain/permissions";
import { getProductPrice } from "@/lib/services/pricing/get-product-price";
import { proposePriceAction, proposePriceSetAction } from "../../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pricing"))("pricePage") };
}

export default async function Page({ params }: { params: Promise<{ store: string; productId: string }> }) {
  const { store, productId } = await params;
  const { actor } = await pageContext(store);
  if (!z.uuid().safeParse(productId).success) notFound();
  const view = await orNotFound(getProductPrice(actor, productId, new Date()));
  return (
    <ProductPrice
      store={store}
      view={view}
      proposeSetAction={can(actor, "price:propose") ? proposePriceSetAction.bind(null, store) : undefined}
      proposeAction={can(actor, "price:propose") ? proposePriceAction.bind(null, store) : undefined}
    />
  );
}
