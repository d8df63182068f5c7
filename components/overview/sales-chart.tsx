"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { LineChart } from "@/components/charts/line-chart";
import type { LineSeries } from "@/components/charts/prepare-lines";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useFormat } from "@/components/ui/shop-format";
import { useAddress } from "@/components/ui/use-address";
import type { SalesOverview } from "@/lib/contracts/overview";
import { OVERVIEW_MEASURES, type OverviewMeasure } from "@/lib/domain/overview/overview-choices";
import { useMeasureWords } from "./use-measure-words";

/** One measure day by day, over the same days of the period before. */
export function SalesChart({ sales }: { sales: SalesOverview }) {
  const t = useTranslations("overview");
  const format = useFormat();
  const words = useMeasureWords();
  const [address, setAddress] = useAddress(["measure"]);
  const measure = OVERVIEW_MEASURES.find((known) => known === address.measure) ?? "revenue";
  const { days, daily } = sales;

  const series = useMemo<LineSeries[]>(() => {
    const now = { key: "now", name: t("thisPeriod"), colour: "accent" } as const;
    const before = {
      key: "before",
      name: t("daysEarlier", { days }),
      colour: "earlier",
      dashed: true,
    } as const;
    return [
      { ...now, points: daily.map((day) => ({ x: day.date, y: day.now[measure] })) },
      ...(daily.some((day) => day.before)
        ? [{ ...before, points: daily.map((day) => ({ x: day.date, y: day.before?.[measure] ?? null })) }]
        : []),
    ];
  }, [daily, days, measure, t]);

  const peak = daily.reduce((most, day) => ((day.now[measure] ?? 0) > (most.now[measure] ?? 0) ? day : most));
  return (
    <LineChart
      title={t("peak", {
        measure: words.label(measure),
        date: format.day(`${peak.date}T12:00:00Z`),
        value: words.value(measure, peak.now[measure]),
      })}
      subtitle={t("dailyMeasure", {
        from: format.date(`${sales.firstDate}T12:00:00Z`),
        to: format.date(`${sales.lastDate}T12:00:00Z`),
        zone: format.timeZone,
      })}
      fileName={`${measure}-by-day`}
      series={series}
      x={{ kind: "time", step: "day" }}
      y={words.format(measure)}
      actions={
        <SegmentedControl<OverviewMeasure>
          label={t("measure")}
          value={measure}
          onValueChange={(value) => setAddress({ measure: value === "revenue" ? null : value })}
          options={OVERVIEW_MEASURES.map((value) => ({ value, label: t(`measures.${value}.short`) }))}
        />
      }
    />
  );
}
