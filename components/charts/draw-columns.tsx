"use client";
import { Bar, BarChart, CartesianGrid, Cell, ErrorBar, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { chartColour } from "./colours";
import type { NiceAxis } from "./nice-ticks";
import type { ColumnRow, ColumnSeries } from "./prepare-columns";
import { TooltipBox, type TooltipLine } from "./tooltip-box";

export interface DrawColumnsProps {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly label: string;
  readonly series: readonly ColumnSeries[];
  readonly rows: readonly ColumnRow[];
  readonly axis: NiceAxis;
  readonly stacked: boolean;
  readonly hasIntervals: boolean;
  /** Every n-th name is written. */
  readonly nameEvery: number;
  readonly yText: (y: number) => string;
  readonly tooltipLines: (place: number) => readonly TooltipLine[];
}

const TICK = { fill: "var(--ink-faint)", fontSize: 11 };

/** Draws prepared columns; decides nothing. */
export function DrawColumns(props: DrawColumnsProps) {
  const { series, rows, axis } = props;
  const axisWidth = 12 + 6.4 * Math.max(...axis.ticks.map((tick) => props.yText(tick).length));
  return (
    <BarChart
      width={props.widthPx}
      height={props.heightPx}
      data={[...rows]}
      margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
      barCategoryGap="18%"
      barGap={2}
      title={props.label}
    >
      <CartesianGrid vertical={false} stroke="var(--data-grid)" />
      <XAxis
        dataKey="name"
        height={26}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: "var(--line-strong)" }}
        tickMargin={6}
        interval={props.nameEvery - 1}
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
        cursor={{ fill: "var(--hover)" }}
        content={({ active, label }) => {
          const place = rows.findIndex(({ name }) => name === label);
          return active && place >= 0 ? <TooltipBox title={label} lines={props.tooltipLines(place)} /> : null;
        }}
      />
      {axis.domain[0] < 0 ? <ReferenceLine y={0} stroke="var(--line-strong)" /> : null}
      {series.map(({ key, colour, marks }) => (
        <Bar
          key={key}
          dataKey={key}
          {...(props.stacked ? { stackId: "all" } : {})}
          fill={chartColour(colour)}
          radius={props.stacked ? 0 : [3, 3, 0, 0]}
          {...(props.stacked ? { stroke: "var(--surface)", strokeWidth: 1 } : {})}
          maxBarSize={48}
          isAnimationActive={false}
        >
          {marks
            ? rows.map(({ name }, place) => <Cell key={name} fill={chartColour(marks[place] ?? colour)} />)
            : null}
          {props.hasIntervals ? (
            <ErrorBar
              dataKey={`${key}:range`}
              width={6}
              strokeWidth={1.5}
              stroke="var(--ink)"
              isAnimationActive={false}
            />
          ) : null}
        </Bar>
      ))}
    </BarChart>
  );
}
