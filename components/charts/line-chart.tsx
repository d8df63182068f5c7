"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";
import { Skeleton } from "@/components/ui/skeleton";
import { createFormat } from "@/lib/i18n/format";
import { ChartFrame, type ChartFrameProps } from "./chart-frame";
import type { ChartTable } from "./chart-table";
import { largestOf, niceTicks, timeTicks } from "./nice-ticks";
import { type LineSeries, prepareLines, xOf } from "./prepare-lines";
import { SeriesLegend } from "./series-legend";
import type { TooltipLine } from "./tooltip-box";
import { useElementWidth } from "./use-element-width";
import { useValueFormat, type ValueFormat } from "./value-format";

const DrawLines = dynamic(() => import("./draw-lines").then((module) => module.DrawLines), {
  ssr: false,
  loading: () => <Skeleton className="size-full" />,
});

/** Narrower than this, names stand in a legend and not at the lines' ends. */
const DIRECT_LABELS_PX = 560;
const NUMBER: ValueFormat = { kind: "number" };

export type XScale =
  /** `step` is how a point is named: a day, a week by its first day, a month. */
  | { readonly kind: "time"; readonly step: "day" | "week" | "month" }
  | { readonly kind: "number"; readonly label: string; readonly format?: ValueFormat };

export interface LineChartProps
  extends Pick<
    ChartFrameProps,
    "title" | "subtitle" | "fileName" | "empty" | "note" | "actions" | "bare" | "className"
  > {
  readonly series: readonly LineSeries[];
  readonly x: XScale;
  readonly y: ValueFormat;
  /** Fill below the line; the axis then starts at zero. */
  readonly area?: boolean;
  /** Where a curve was observed; beyond it is faded. */
  readonly seen?: { readonly from: number; readonly to: number };
  /** The observed points behind a curve. */
  readonly observed?: readonly { readonly x: number | string; readonly y: number }[];
  /** The shop's own events: price changed, campaign began. */
  readonly events?: readonly { readonly x: number | string; readonly label: string }[];
  readonly heightPx?: number;
}

/** Lines over time or over a number, with intervals as bands and gaps where nothing was measured. */
export function LineChart(props: LineChartProps) {
  const t = useTranslations("charts");
  const shopFormat = useFormat();
  const { series, x, area = false, seen, heightPx = 260 } = props;
  const [boxRef, widthPx] = useElementWidth<HTMLDivElement>();
  const y = useValueFormat(props.y);
  const xNumber = useValueFormat(x.kind === "number" ? (x.format ?? NUMBER) : NUMBER);

  // A bare date ("2026-03") is a day of the calendar, not an instant: no zone may move it.
  const calendar = series.some(({ points }) =>
    points.some((point) => typeof point.x === "string" && !point.x.includes("T")),
  );
  const format = useMemo(
    () => (calendar ? { ...shopFormat, ...createFormat({ ...shopFormat, timeZone: "UTC" }) } : shopFormat),
    [calendar, shopFormat],
  );
  const observed = useMemo(
    () => (props.observed ?? []).map((point) => ({ x: xOf(point.x), y: point.y })),
    [props.observed],
  );
  const prepared = useMemo(
    () => prepareLines(series, { ...(seen ? { seen } : {}), alsoFit: observed.map((point) => point.y) }),
    [series, seen, observed],
  );
  const axis = niceTicks(prepared.low, prepared.high, { zero: area ? "always" : "near" });

  const { xs } = prepared;
  const allXs = [...xs, ...observed.map((point) => point.x)];
  const xDomain: [number, number] = [Math.min(...allXs), Math.max(...allXs)];
  const most = Math.max(2, Math.floor((widthPx - 60) / 84));
  const times = x.kind === "time" ? timeTicks(xs, (time) => format.month(time), most) : null;
  const xTicks = times
    ? times.ticks
    : niceTicks(xDomain[0], xDomain[1], { count: most, zero: "never" }).ticks.filter(
        (tick) => tick >= xDomain[0] && tick <= xDomain[1],
      );
  const xExact = (at: number): string => {
    if (x.kind === "number") return `${x.label} ${xNumber.exact(at)}`;
    return x.step === "month" ? format.month(at) : format.date(at);
  };
  const xText = (at: number): string => {
    if (x.kind === "number") return xNumber.axis(at, xDomain[1]);
    return times?.byMonth || x.step === "month" ? format.month(at) : format.dayOfMonth(at);
  };

  const valuesOf = useMemo(
    () =>
      new Map(series.map(({ key, points }) => [key, new Map(points.map((point) => [xOf(point.x), point]))])),
    [series],
  );
  const tooltipLines = (at: number): TooltipLine[] =>
    series.flatMap((line) => {
      const point = valuesOf.get(line.key)?.get(at);
      if (!point || point.y === null) return [];
      const before = valuesOf.get(line.key)?.get(xs[xs.indexOf(at) - 1] ?? Number.NaN)?.y;
      const ranged =
        point.low !== undefined && point.low !== null && point.high !== undefined && point.high !== null;
      const notes = [
        ranged ? t("rangeOf", { low: y.exact(point.low), high: y.exact(point.high) }) : null,
        x.kind === "time" && before
          ? t("against", { change: format.percent((point.y - before) / Math.abs(before), { signed: true }) })
          : null,
        seen && (at < seen.from || at > seen.to) ? t("beyondSeen") : null,
      ].filter(Boolean);
      return [
        {
          key: line.key,
          name: line.name,
          colour: line.colour,
          dashed: line.dashed,
          value: y.exact(point.y),
          note: notes.join(" · ") || undefined,
        },
      ];
    });

  const table = useMemo<ChartTable>(() => {
    const ranged = series.map(({ points }) => points.some(({ low, high }) => low != null && high != null));
    const columns = [
      { header: x.kind === "number" ? x.label : t("period") },
      ...series.flatMap(({ name }, index) => [
        { header: name, align: "end" as const },
        ...(ranged[index]
          ? [
              { header: t("lowOf", { name }), align: "end" as const },
              { header: t("highOf", { name }), align: "end" as const },
            ]
          : []),
      ]),
    ];
    const cells = (at: number) =>
      series.flatMap(({ key }, index) => {
        const point = valuesOf.get(key)?.get(at);
        return ranged[index]
          ? [point?.y ?? null, point?.low ?? null, point?.high ?? null]
          : [point?.y ?? null];
      });
    const stamp = (at: number) =>
      x.kind === "number"
        ? at
        : new Date(at).toISOString().slice(0, calendar && x.step === "month" ? 7 : calendar ? 10 : 24);
    return {
      columns,
      rows: xs.map((at) => [stamp(at), ...cells(at)]),
      texts: xs.map((at) => [
        x.kind === "number" ? xNumber.exact(at) : x.step === "month" ? format.month(at) : format.date(at),
        ...cells(at).map(y.exact),
      ]),
    };
  }, [series, x, xs, valuesOf, t, y, xNumber, format, calendar]);

  const summary = series
    .flatMap(({ name, points }) => {
      const known = points.filter((point): point is typeof point & { y: number } => point.y !== null);
      const first = known[0];
      const last = known.at(-1);
      if (!first || !last) return [];
      const low = known.reduce((least, point) => (point.y < least.y ? point : least));
      const high = known.reduce((most, point) => (point.y > most.y ? point : most));
      const words = t("summarySeries", {
        name,
        first: y.exact(first.y),
        firstAt: xExact(xOf(first.x)),
        last: y.exact(last.y),
        lastAt: xExact(xOf(last.x)),
        low: y.exact(low.y),
        lowAt: xExact(xOf(low.x)),
        high: y.exact(high.y),
        highAt: xExact(xOf(high.x)),
      });
      const missing = points.length - known.length;
      return missing > 0 ? [words, t("missing", { count: missing })] : [words];
    })
    .join(" ");

  const directLabels = series.length > 1 && series.length <= 6 && widthPx >= DIRECT_LABELS_PX;
  return (
    <ChartFrame
      title={props.title}
      subtitle={props.subtitle}
      summary={summary}
      table={table}
      fileName={props.fileName}
      empty={props.empty}
      isEmpty={prepared.ends.length === 0 && observed.length === 0}
      note={props.note ?? (prepared.hasGuess ? t("beyondSeen") : undefined)}
      actions={props.actions}
      bare={props.bare}
      className={props.className}
      legend={
        series.length > 1 && widthPx > 0 && !directLabels ? <SeriesLegend entries={series} /> : undefined
      }
    >
      <div ref={boxRef} style={{ height: heightPx }}>
        {widthPx > 0 ? (
          <DrawLines
            widthPx={widthPx}
            heightPx={heightPx}
            label={summary}
            series={series}
            prepared={prepared}
            axis={axis}
            xTicks={xTicks}
            xDomain={xDomain}
            xText={xText}
            xExact={xExact}
            yText={(value) => y.axis(value, largestOf(axis.domain))}
            tooltipLines={tooltipLines}
            area={area}
            observed={observed}
            events={(props.events ?? []).map((event) => ({ x: xOf(event.x), label: event.label }))}
            directLabels={directLabels}
            xLabel={x.kind === "number" ? x.label : undefined}
          />
        ) : (
          <Skeleton className="size-full" />
        )}
      </div>
    </ChartFrame>
  );
}
