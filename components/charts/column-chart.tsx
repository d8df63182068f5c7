"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";
import { Skeleton } from "@/components/ui/skeleton";
import { ChartFrame, type ChartFrameProps } from "./chart-frame";
import type { ChartTable } from "./chart-table";
import { largestOf, niceTicks } from "./nice-ticks";
import { type ColumnSeries, prepareColumns } from "./prepare-columns";
import { SeriesLegend } from "./series-legend";
import type { TooltipLine } from "./tooltip-box";
import { useElementWidth } from "./use-element-width";
import { useValueFormat, type ValueFormat } from "./value-format";

const DrawColumns = dynamic(() => import("./draw-columns").then((module) => module.DrawColumns), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

export interface ColumnChartProps
  extends Pick<
    ChartFrameProps,
    "title" | "subtitle" | "fileName" | "empty" | "note" | "actions" | "bare" | "className"
  > {
  /** Under the columns, in words and in order: "Mar 2026". Each once. */
  readonly names: readonly string[];
  /** What a column is, for the table's head: "Month". */
  readonly nameLabel: string;
  readonly series: readonly ColumnSeries[];
  readonly y: ValueFormat;
  readonly stacked?: boolean;
  /** The names follow one another in time: compare each with the one before. */
  readonly overTime?: boolean;
  readonly heightPx?: number;
}

/** Columns from zero, beside one another or stacked, with intervals as whiskers. */
export function ColumnChart(props: ColumnChartProps) {
  const t = useTranslations("charts");
  const format = useFormat();
  const { names, series, stacked = false, heightPx = 240 } = props;
  const [boxRef, widthPx] = useElementWidth<HTMLDivElement>();
  const y = useValueFormat(props.y);
  const { rows, low, high, hasIntervals } = useMemo(
    () => prepareColumns(names, series, stacked),
    [names, series, stacked],
  );
  const axis = niceTicks(low, high, { zero: "always" });
  const longest = Math.max(0, ...names.map((name) => name.length));
  const fits = Math.max(1, Math.floor((widthPx - 60) / (longest * 6.5 + 14)));
  const nameEvery = Math.max(1, Math.ceil(names.length / fits));

  const tooltipLines = (place: number): TooltipLine[] =>
    series.map((one) => {
      const value = one.values[place];
      const before = one.values[place - 1];
      const from = one.low?.[place];
      const to = one.high?.[place];
      const notes = [
        from != null && to != null ? t("rangeOf", { low: y.exact(from), high: y.exact(to) }) : null,
        props.overTime && value != null && before
          ? t("against", { change: format.percent((value - before) / Math.abs(before), { signed: true }) })
          : null,
      ].filter(Boolean);
      return {
        key: one.key,
        name: one.name,
        colour: one.marks?.[place] ?? one.colour,
        shape: "square",
        value: y.exact(value),
        note: notes.join(" · ") || undefined,
      };
    });

  const table: ChartTable = {
    columns: [
      { header: props.nameLabel },
      ...series.map(({ name }) => ({ header: name, align: "end" as const })),
    ],
    rows: names.map((name, place) => [name, ...series.map(({ values }) => values[place] ?? null)]),
    texts: names.map((name, place) => [name, ...series.map(({ values }) => y.exact(values[place]))]),
  };
  const summary = series
    .flatMap(({ name, values }) => {
      const known = values.flatMap((value, place) =>
        value == null ? [] : [{ value, at: names[place] ?? "" }],
      );
      const first = known[0];
      const last = known.at(-1);
      if (!first || !last) return [];
      const least = known.reduce((a, b) => (b.value < a.value ? b : a));
      const most = known.reduce((a, b) => (b.value > a.value ? b : a));
      return t("summarySeries", {
        name,
        first: y.exact(first.value),
        firstAt: first.at,
        last: y.exact(last.value),
        lastAt: last.at,
        low: y.exact(least.value),
        lowAt: least.at,
        high: y.exact(most.value),
        highAt: most.at,
      });
    })
    .join(" ");

  return (
    <ChartFrame
      {...props}
      summary={summary}
      table={table}
      isEmpty={series.every(({ values }) => values.every((value) => value === null))}
      legend={
        series.length > 1 ? (
          <SeriesLegend entries={series.map((one) => ({ ...one, shape: "square" as const }))} />
        ) : undefined
      }
    >
      <div ref={boxRef} style={{ height: heightPx }}>
        {widthPx > 0 ? (
          <DrawColumns
            widthPx={widthPx}
            heightPx={heightPx}
            label={summary}
            series={series}
            rows={rows}
            axis={axis}
            stacked={stacked}
            hasIntervals={hasIntervals}
            nameEvery={nameEvery}
            yText={(value) => y.axis(value, largestOf(axis.domain))}
            tooltipLines={tooltipLines}
          />
        ) : null}
      </div>
    </ChartFrame>
  );
}
