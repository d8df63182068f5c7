import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { PricingModels } from "@/components/pricing-models/pricing-models";
import { can } from "@/lib/domain/permissions";
import { getPricingReport } from "@/lib/services/pricing/get-pricing-report";
import { promoteFamilyAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pricing-models"))("title") };
}

/** Which model proposes prices, and how all of them did on hidden weeks. */
export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  return (
    <PricingModels
      store={store}
      report={await getPricingReport(actor)}
      promoteAction={can(actor, "model:promote") ? promoteFamilyAction.bind(null, store) : undefined}
    />
  );
}
