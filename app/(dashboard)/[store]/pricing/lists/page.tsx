import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { PriceLists } from "@/components/pricing/price-lists";
import { can, type Permission } from "@/lib/domain/permissions";
import type { ListKind } from "@/lib/domain/pricing/lists/list-kinds";
import { describeCatalogue } from "@/lib/services/products/describe-catalogue";

/** The right that each kind of list takes. */
const RIGHTS: readonly (readonly [ListKind, Permission])[] = [
  ["prices", "price:propose"],
  ["competitor-prices", "import:run"],
];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pricing-lists"))("title") };
}

/** Price lists in and out. */
export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const { categories } = await describeCatalogue(actor);
  return (
    <PriceLists
      store={store}
      categories={categories.map(({ category }) => category)}
      kinds={RIGHTS.filter(([, right]) => can(actor, right)).map(([kind]) => kind)}
    />
  );
}
