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
import type { SegmentationView, SegmentValue } from "@/lib/contracts/segments";

export interface SegmentationMapCardProps {
  readonly store: string;
  readonly segmentation: SegmentationView;
  readonly segments: readonly WordedSegment[];
  /** What each segment brings; empty in a shop without orders. */
  readonly values: readonly SegmentValue[];
  readonly selected: WordedSegment | undefined;
  readonly onSelect: (segment: WordedSegment | undefined) => void;
}

/** What the map takes with its legend, so that nothing below it moves when it arrives. */
const MAP_PX = 468;

/** Every customer as a dot, near where they are alike; choose a segment to see it alone, a dot to open it. */
export function SegmentationMapCard(props: SegmentationMapCardProps) {
  const { store, segmentation, segments, values, selected, onSelect } = props;
  const t = useTranslations("segmentation");
  const format = useFormat();
  const router = useRouter();
  const { data, error, refetch } = useQuery(segmentationMapOptions(store, segmentation.id));
  const points = useMemo(
    () => data && { ids: data.customerIds, names: data.names, groups: data.positions, x: data.x, y: data.y },
    [data],
  );
  if (error) return <ErrorState onRetry={() => void refetch()} />;
  if (!data || !points) return <SkeletonChart heightPx={MAP_PX} />;
  return (
    <CloudChart
      title={finding()}
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

  /** Who brings most of the money; in a shop without orders, where most customers are. */
  function finding(): string {
    const share = (segment: WordedSegment) => format.percent(segment.share, { decimals: 0 });
    const [richest] = [...values].sort((a, b) => b.revenueShare - a.revenueShare);
    const earner = segments.find(({ id }) => id === richest?.segmentId);
    if (richest && earner) {
      const revenue = format.percent(richest.revenueShare, { decimals: 0 });
      return t("mapTitleWorth", { name: earner.name, revenue, share: share(earner) });
    }
    const [largest] = segments;
    return largest ? t("mapTitle", { name: largest.name, share: share(largest) }) : t("title");
  }
}
