import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { orNotFound, pageContext } from "@/app/_doors/page-context";
import { getSegmentation } from "@/lib/services/segments/get-segmentation";
import { listSegmentations } from "@/lib/services/segments/list-segmentations";
import { SegmentsPage } from "../segments-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("segmentation"))("title") };
}

export default async function Page({
  params,
}: {
  params: Promise<{ store: string; segmentationId: string }>;
}) {
  const { store, segmentationId } = await params;
  const { actor } = await pageContext(store);
  if (!z.uuid().safeParse(segmentationId).success) notFound();
  const segmentation = await orNotFound(getSegmentation(actor, segmentationId));
  return <SegmentsPage store={store} segmentation={segmentation} all={await listSegmentations(actor)} />;
}
