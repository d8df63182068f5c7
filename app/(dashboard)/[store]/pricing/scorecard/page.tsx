import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { Scorecard } from "@/components/pricing/scorecard";
import { can } from "@/lib/domain/permissions";
import { getPricingScorecard } from "@/lib/services/pricing/get-pricing-scorecard";
import { revertPriceAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pricing"))("scorecard") };
}

/** What decided prices really brought. */
export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  return (
    <Scorecard
      store={store}
      scorecard={await getPricingScorecard(actor, new Date())}
      revertAction={can(actor, "price:propose") ? revertPriceAction.bind(null, store) : undefined}
    />
  );
}
