import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { listSegmentations } from "@/lib/services/segments/list-segmentations";
import { SegmentsPage } from "./segments-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("segmentation"))("title") };
}

/** The newest segmentation. */
export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const all = await listSegmentations(actor);
  return <SegmentsPage store={store} segmentation={all[0]} all={all} />;
}
