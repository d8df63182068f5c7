"use client";
import { type PointerEvent, useId, useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";
import { ChartFrame, type ChartFrameProps } from "./chart-frame";
import { type ChartColour, chartColour } from "./colours";
import { largestOf, niceTicks, timeTicks } from "./nice-ticks";
import { type StepPoint, stepArea, stepPath, withinSteps } from "./prepare-time";
import { type LegendEntry, SeriesLegend } from "./series-legend";
import { TooltipBox, type TooltipLine } from "./tooltip-box";
import { useElementWidth } from "./use-element-width";
import { useValueFormat, type ValueFormat } from "./value-format";

const DAY_MS = 86_400_000;
const AXIS_PX = 24;
const LANE_PX = 7;
const RIGHT_PX = 10;
/** All charts of one page begin at the same place, so that their times stand above one another. */
export const TIME_AXIS_PX = 52;

/** Steps: a value holds until the next. */
export interface TimeLine {
  readonly key: string;
  readonly name: string;
  readonly colour: ChartColour;
  readonly dashed?: boolean;
  /** Thinner, and below the others. */
  readonly quiet?: boolean;
  /** Filled down to zero. */
  readonly area?: boolean;
  readonly points: readonly StepPoint[];
}
export interface TimeColumn {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** The period still runs. */
  readonly open?: boolean;
}
/** A strip above the picture: when something was so. A stretch of no length is a moment. */
export interface TimeLane {
  readonly key: string;
  readonly name: string;
  readonly colour: ChartColour;
  readonly stretches: readonly { readonly from: number; readonly to: number }[];
  /** Also tints the picture below. */
  readonly shade?: boolean;
}

export interface TimeChartProps
  extends Pick<
    ChartFrameProps,
    "title" | "subtitle" | "summary" | "table" | "fileName" | "note" | "actions" | "bare" | "className"
  > {
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly y: ValueFormat;
  readonly lines?: readonly TimeLine[];
  readonly columns?: {
    readonly name: string;
    readonly colour: ChartColour;
    readonly items: readonly TimeColumn[];
  };
  readonly lanes?: readonly TimeLane[];
  /** The moment pointed at, shared by charts of the same time; the words at it belong to the one pointed into. */
  readonly cursor: { readonly chart: string; readonly at: number } | null;
  readonly onCursor: (cursor: { chart: string; at: number } | null) => void;
  readonly tooltip: (at: number) => { readonly title: string; readonly lines: readonly TooltipLine[] };
  readonly heightPx?: number;
}

/** Steps, columns and stretches over time, to be read beside others of the same time. Drawn without a library. */
export function TimeChart(props: TimeChartProps) {
  const format = useFormat();
  const id = useId();
  const words = useValueFormat(props.y);
  const [boxRef, widthPx] = useElementWidth<HTMLDivElement>();
  const { from, to, columns, cursor, heightPx = 220 } = props;
  const lanes = (props.lanes ?? []).filter(({ stretches }) => stretches.length > 0);
  const lines = (props.lines ?? []).map((line) => ({ ...line, points: withinSteps(line.points, from, to) }));

  const top = 10 + lanes.length * LANE_PX;
  const bottom = heightPx - AXIS_PX;
  const values = [
    ...lines.flatMap(({ points }) => points.map(({ value }) => value)),
    ...(columns?.items.map(({ value }) => value) ?? []),
  ].filter((value): value is number => value !== null);
  const filled = columns !== undefined || lines.some(({ area }) => area);
  const axis = niceTicks(Math.min(...values), Math.max(...values), {
    count: heightPx < 180 ? 3 : 5,
    zero: filled ? "always" : "near",
  });
  const [low, high] = axis.domain;
  const x = (at: number) =>
    TIME_AXIS_PX + ((at - from) / (to - from || 1)) * (widthPx - TIME_AXIS_PX - RIGHT_PX);
  const y = (value: number) => bottom - ((value - low) / (high - low || 1)) * (bottom - top);
  const most = Math.max(2, Math.floor((widthPx - TIME_AXIS_PX) / 84));
  const { ticks, byMonth } = useMemo(() => {
    const count = Math.floor((to - from) / DAY_MS) + 1;
    const days = Array.from({ length: count }, (_, day) => from + day * DAY_MS);
    return timeTicks(days, (time) => format.month(time), most);
  }, [from, to, most, format]);

  const point = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left - TIME_AXIS_PX) / (widthPx - TIME_AXIS_PX - RIGHT_PX);
    props.onCursor({ chart: id, at: from + Math.min(1, Math.max(0, share)) * (to - from) });
  };
  const legend: LegendEntry[] = [
    ...lines.map(({ key, name, colour, dashed }) => ({ key, name, colour, dashed })),
    ...(columns
      ? [{ key: "columns", name: columns.name, colour: columns.colour, shape: "square" as const }]
      : []),
    ...lanes.map(({ key, name, colour }) => ({ key, name, colour, shape: "square" as const })),
  ];
  const pointed = cursor && cursor.at >= from && cursor.at <= to ? cursor : null;
  const told = pointed?.chart === id ? props.tooltip(pointed.at) : null;
  return (
    <ChartFrame
      title={props.title}
      subtitle={props.subtitle}
      summary={props.summary}
      table={props.table}
      fileName={props.fileName}
      note={props.note}
      actions={props.actions}
      bare={props.bare}
      className={props.className}
      isEmpty={values.length === 0}
      legend={legend.length > 1 ? <SeriesLegend entries={legend} /> : undefined}
    >
      <div ref={boxRef} className="relative" style={{ height: heightPx }}>
        {widthPx > 0 ? (
          <svg
            role="img"
            aria-label={props.summary}
            width={widthPx}
            height={heightPx}
            className="block touch-pan-y"
            onPointerMove={point}
            onPointerDown={point}
            onPointerLeave={() => props.onCursor(null)}
          >
            {axis.ticks.map((tick) => (
              <g key={tick}>
                <line
                  x1={TIME_AXIS_PX}
                  x2={widthPx - RIGHT_PX}
                  y1={y(tick)}
                  y2={y(tick)}
                  stroke={tick === low ? "var(--line-strong)" : "var(--data-grid)"}
                />
                <text x={TIME_AXIS_PX - 8} y={y(tick)} dy="0.35em" textAnchor="end" {...TICK}>
                  {words.axis(tick, largestOf(axis.domain))}
                </text>
              </g>
            ))}
            {ticks.map((tick) => (
              <text
                key={tick}
                x={x(tick)}
                y={heightPx - 6}
                textAnchor={x(tick) < 80 ? "start" : x(tick) > widthPx - 36 ? "end" : "middle"}
                {...TICK}
              >
                {byMonth ? format.month(tick) : format.dayOfMonth(tick)}
              </text>
            ))}
            {lanes.map((lane, row) =>
              lane.stretches
                .filter((stretch) => stretch.to >= from && stretch.from <= to)
                .map((stretch) => {
                  const left = x(Math.max(from, stretch.from));
                  const width = Math.max(2, x(Math.min(to, stretch.to)) - left);
                  return (
                    <g key={`${lane.key} ${stretch.from}`} fill={chartColour(lane.colour)}>
                      <rect x={left} y={2 + row * LANE_PX} width={width} height={LANE_PX - 3} rx="1" />
                      {lane.shade ? (
                        <rect x={left} y={top} width={width} height={bottom - top} fillOpacity="0.1" />
                      ) : null}
                    </g>
                  );
                }),
            )}
            {columns?.items
              .filter((column) => column.to > from && column.from < to)
              .map((column) => {
                const left = x(Math.max(from, column.from));
                const width = Math.max(1, x(Math.min(to, column.to)) - left - 1);
                return (
                  <rect
                    key={column.from}
                    x={left}
                    y={y(column.value)}
                    width={width}
                    height={Math.max(0, y(0) - y(column.value))}
                    rx={Math.min(2, width / 3)}
                    fill={chartColour(columns.colour)}
                    fillOpacity={column.open ? 0.4 : 1}
                  />
                );
              })}
            {lines.map(({ key, colour, dashed, quiet, area, points }) => (
              <g key={key}>
                {area ? (
                  <path d={stepArea(points, to, x, y, y(0))} fill={chartColour(colour)} fillOpacity="0.14" />
                ) : null}
                <path
                  d={stepPath(points, to, x, y)}
                  fill="none"
                  stroke={chartColour(colour)}
                  strokeWidth={quiet ? 1.25 : 2}
                  strokeDasharray={dashed ? "4 3" : undefined}
                  strokeLinejoin="round"
                />
              </g>
            ))}
            {pointed ? (
              <line
                x1={x(pointed.at)}
                x2={x(pointed.at)}
                y1={0}
                y2={bottom}
                stroke="var(--ink-faint)"
                strokeDasharray="2 3"
              />
            ) : null}
          </svg>
        ) : null}
        {pointed && told ? (
          <div
            className="pointer-events-none absolute top-2 z-10 w-max max-w-64"
            style={
              x(pointed.at) < widthPx / 2
                ? { left: x(pointed.at) + 10 }
                : { right: widthPx - x(pointed.at) + 10 }
            }
          >
            <TooltipBox {...told} />
          </div>
        ) : null}
      </div>
    </ChartFrame>
  );
}

const TICK = { fill: "var(--ink-faint)", fontSize: 11 };
