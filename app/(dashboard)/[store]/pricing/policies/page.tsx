import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { PricingPolicies } from "@/components/pricing-policies/pricing-policies";
import { can } from "@/lib/domain/permissions";
import { listPricingVersions } from "@/lib/services/pricing/pricing-policies";
import { approvePolicyAction, previewPolicyAction, savePolicyAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pricing"))("policies") };
}

/** The guardrails that hold, who wrote and who approved them, and a way to write the next version. */
export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  return (
    <PricingPolicies
      store={store}
      view={await listPricingVersions(actor, await getLocale())}
      previewAction={can(actor, "price:propose") ? previewPolicyAction.bind(null, store) : undefined}
      saveAction={can(actor, "price:propose") ? savePolicyAction.bind(null, store) : undefined}
      approveAction={can(actor, "price:approve") ? approvePolicyAction.bind(null, store) : undefined}
    />
  );
}
