import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HydratedQuery } from "@/app/_doors/hydrated-query";
import { pageContext, type SearchedShopPage } from "@/app/_doors/page-context";
import { OverviewPanel } from "@/components/overview/overview-panel";
import { overviewKeys } from "@/lib/client/overview";
import { overviewPeriod } from "@/lib/domain/overview/overview-choices";
import { getOverview } from "@/lib/services/overview/get-overview";
import { getWaitingPrices } from "@/lib/services/pricing/get-waiting-prices";
import { listSegmentations } from "@/lib/services/segments/list-segmentations";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function Page({ params, searchParams }: SearchedShopPage) {
  const { store } = await params;
  const { actor, shop, now } = await pageContext(store);
  const days = overviewPeriod((await searchParams).days);
  const [newest] = await listSegmentations(actor);
  return (
    <HydratedQuery
      queryKey={overviewKeys.period(store, days)}
      load={() => getOverview(actor, shop, days, now)}
    >
      <OverviewPanel store={store} segmentation={newest} waiting={await getWaitingPrices(actor)} />
    </HydratedQuery>
  );
}
