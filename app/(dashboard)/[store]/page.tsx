import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext } from "@/app/_doors/page-context";
import { OverviewPanel } from "@/components/overview/overview-panel";
import { getOverview } from "@/lib/services/overview/get-overview";
import { listSegmentations } from "@/lib/services/segments/list-segmentations";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("overview"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  const { actor, shop, now } = await pageContext(store);
  const [newest] = await listSegmentations(actor);
  return <OverviewPanel store={store} overview={await getOverview(actor, shop, now)} segmentation={newest} />;
}
