"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { CloudChart } from "@/components/charts/cloud-chart";
import { ErrorState } from "@/components/ui/error-state";
import { useFormat } from "@/components/ui/shop-format";
import { SkeletonChart } from "@/components/ui/skeleton";
import type { WordedSegment } from "@/components/words/segment-words";
import { segmentationMapOptions } from "@/lib/client/segments";
import type { SegmentationView } from "@/lib/contracts/segments";

export interface SegmentationMapCardProps {
  readonly store: string;
  readonly segmentation: SegmentationView;
  readonly segments: readonly WordedSegment[];
  readonly selected: WordedSegment | undefined;
  readonly onSelect: (segment: WordedSegment | undefined) => void;
}

/** Every customer as a dot, near where they are alike; choose a segment to see it alone, a dot to open it. */
export function SegmentationMapCard(props: SegmentationMapCardProps) {
  const { store, segmentation, segments, selected, onSelect } = props;
  const t = useTranslations("segmentation");
  const format = useFormat();
  const router = useRouter();
  const { data, error, refetch } = useQuery(segmentationMapOptions(store, segmentation.id));
  const points = useMemo(
    () => data && { ids: data.customerIds, names: data.names, groups: data.positions, x: data.x, y: data.y },
    [data],
  );
  const [largest] = segments;
  if (error) return <ErrorState onRetry={() => void refetch()} />;
  if (!data || !points) return <SkeletonChart />;
  return (
    <CloudChart
      title={
        largest ? t("mapTitle", { name: largest.name, share: format.percent(largest.share) }) : t("title")
      }
      subtitle={t("mapMeasure", {
        share: format.percent(segmentation.quality.mapVarianceShare, { decimals: 0 }),
      })}
      fileName={`${store}-segments`}
      points={points}
      groups={segments.map(({ position, name, size }) => ({ position, name, count: size }))}
      xLabel={t("mapX")}
      yLabel={t("mapY")}
      total={data.customerCount}
      selectedGroup={selected?.position ?? null}
      onSelectGroup={(position) => onSelect(segments.find((segment) => segment.position === position))}
      onOpen={(id) => router.push(`/${store}/customers/${id}`)}
    />
  );
}
