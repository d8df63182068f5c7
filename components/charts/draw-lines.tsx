"use client";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { chartColour } from "./colours";
import type { NiceAxis } from "./nice-ticks";
import { type LineSeries, type PreparedLines, placeEventLabels, spreadLabels } from "./prepare-lines";
import { TooltipBox, type TooltipLine } from "./tooltip-box";

export interface DrawLinesProps {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly label: string;
  readonly series: readonly LineSeries[];
  readonly prepared: PreparedLines;
  readonly axis: NiceAxis;
  readonly xTicks: readonly number[];
  readonly xDomain: readonly [number, number];
  readonly xText: (x: number) => string;
  readonly xExact: (x: number) => string;
  readonly yText: (y: number) => string;
  readonly tooltipLines: (x: number) => readonly TooltipLine[];
  readonly area: boolean;
  readonly observed: readonly { readonly x: number; readonly y: number }[];
  readonly events: readonly { readonly x: number; readonly label: string }[];
  /** Names at the ends of the lines instead of a legend. */
  readonly directLabels: boolean;
  readonly xLabel?: string | undefined;
}

const TICK = { fill: "var(--ink-faint)", fontSize: 11 };
const X_AXIS_PX = 26;

/** About how wide a label is at 11 px; a Chinese character is twice as wide as a letter. */
function textPx(text: string): number {
  return [...text].reduce((width, letter) => width + (letter > "\u2e80" ? 11 : 6.2), 0);
}

/** Draws prepared lines; decides nothing. */
export function DrawLines(props: DrawLinesProps) {
  const { widthPx, heightPx, series, prepared, axis, directLabels } = props;
  const bottom = props.xLabel ? 16 : 0;
  const axisWidth = 12 + Math.max(...axis.ticks.map((tick) => textPx(props.yText(tick)) * 1.07));
  const right = directLabels
    ? 14 + 6.6 * Math.min(18, Math.max(...series.map(({ name }) => name.length)))
    : 12;
  const xPx = (x: number) =>
    axisWidth +
    ((x - props.xDomain[0]) / (props.xDomain[1] - props.xDomain[0] || 1)) * (widthPx - axisWidth - right);
  const events = props.events
    .filter(({ x }) => x >= props.xDomain[0] && x <= props.xDomain[1])
    .sort((a, b) => a.x - b.x);
  const labels = placeEventLabels(
    events.map(({ x, label }) => ({ x: xPx(x), width: textPx(label) })),
    0,
    widthPx,
  );
  const top = events.length === 0 ? 8 : labels.some((label) => label?.row === 1) ? 36 : 22;
  const plotPx = heightPx - top - bottom - X_AXIS_PX;
  const yPx = (value: number) =>
    top + plotPx * (1 - (value - axis.domain[0]) / (axis.domain[1] - axis.domain[0] || 1));
  const placed = spreadLabels(
    prepared.ends.map(({ y }) => yPx(y)),
    14,
    top + 4,
    top + plotPx - 2,
  );
  return (
    <ComposedChart
      width={widthPx}
      height={heightPx}
      data={[...prepared.rows]}
      margin={{ top, right, bottom, left: 0 }}
      title={props.label}
    >
      <CartesianGrid vertical={false} stroke="var(--data-grid)" />
      <XAxis
        dataKey="x"
        type="number"
        domain={[...props.xDomain]}
        ticks={[...props.xTicks]}
        tickFormatter={props.xText}
        height={X_AXIS_PX}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: "var(--line-strong)" }}
        tickMargin={6}
        interval={0}
        {...(props.xLabel
          ? { label: { value: props.xLabel, position: "insideBottomRight", offset: -12, ...TICK } }
          : {})}
      />
      <YAxis
        domain={[...axis.domain]}
        ticks={[...axis.ticks]}
        tickFormatter={props.yText}
        width={axisWidth}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        interval={0}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--line-strong)" }}
        content={({ active, label }) =>
          active && typeof label === "number" && props.tooltipLines(label).length > 0 ? (
            <TooltipBox
              title={[
                props.xExact(label),
                ...events.filter(({ x }) => x === label).map((event) => event.label),
              ].join(" · ")}
              lines={props.tooltipLines(label)}
            />
          ) : null
        }
      />
      {series.map(({ key, colour }) => (
        <Area
          key={`${key}:band`}
          dataKey={`${key}:band`}
          stroke="none"
          fill={chartColour(colour)}
          fillOpacity={0.14}
          activeDot={false}
          isAnimationActive={false}
          connectNulls={false}
          tooltipType="none"
        />
      ))}
      {props.area
        ? series.map(({ key, colour }) => (
            <Area
              key={`${key}:area`}
              dataKey={key}
              stroke="none"
              fill={chartColour(colour)}
              fillOpacity={0.1}
              activeDot={false}
              isAnimationActive={false}
              tooltipType="none"
            />
          ))
        : null}
      {events.map(({ x, label }, index) => (
        <ReferenceLine
          key={`${x} ${label}`}
          x={x}
          stroke="var(--ink-faint)"
          strokeDasharray="2 3"
          ifOverflow="hidden"
          label={() => {
            const place = labels[index];
            return place ? (
              <text
                x={place.x}
                y={top - (place.row === 1 ? 22 : 8)}
                textAnchor="middle"
                fontSize={11}
                fill="var(--ink-soft)"
              >
                {label}
              </text>
            ) : (
              <g />
            );
          }}
        />
      ))}
      {series.map(({ key, colour, dashed }) => (
        <Line
          key={`${key}:guess`}
          dataKey={`${key}:guess`}
          stroke={chartColour(colour)}
          strokeWidth={2}
          strokeOpacity={0.35}
          strokeDasharray={dashed ? "5 4" : undefined}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
          connectNulls={false}
          tooltipType="none"
        />
      ))}
      {series.map(({ key, colour, dashed, points }) => (
        <Line
          key={key}
          dataKey={key}
          stroke={chartColour(colour)}
          strokeWidth={2}
          strokeDasharray={dashed ? "5 4" : undefined}
          strokeLinecap="round"
          strokeLinejoin="round"
          // A lone value between gaps would be an invisible line.
          dot={points.length === 1 ? { r: 3, fill: chartColour(colour), stroke: "none" } : false}
          activeDot={{ r: 4, stroke: "var(--surface)", strokeWidth: 2, fill: chartColour(colour) }}
          isAnimationActive={false}
          connectNulls={false}
        />
      ))}
      {props.observed.length > 0 ? (
        <Scatter
          data={[...props.observed]}
          dataKey="y"
          fill="var(--ink-soft)"
          fillOpacity={0.55}
          isAnimationActive={false}
          tooltipType="none"
          shape={({ cx, cy }: { cx?: number; cy?: number }) => (
            <circle cx={cx} cy={cy} r={2.5} fill="var(--ink-soft)" fillOpacity={0.55} />
          )}
        />
      ) : null}
      {directLabels
        ? prepared.ends.map(({ key, x, y }, index) => {
            const line = series.find((one) => one.key === key);
            return (
              <ReferenceDot
                key={`${key}:end`}
                x={x}
                y={y}
                r={0}
                ifOverflow="visible"
                label={({ viewBox }: { viewBox?: { x?: number; width?: number } }) => (
                  <text
                    x={(viewBox?.x ?? 0) + (viewBox?.width ?? 0) / 2 + 8}
                    y={placed[index]}
                    dy="0.35em"
                    fontSize={11}
                    fontWeight={600}
                    fill={chartColour(line?.colour ?? 0)}
                  >
                    {line?.name}
                  </text>
                )}
              />
            );
          })
        : null}
    </ComposedChart>
  );
}
