"use client";
import { useTranslations } from "next-intl";
import { ChartFrame, type ChartFrameProps } from "./chart-frame";
import type { ChartTable } from "./chart-table";
import { type ChartColour, chartColour } from "./colours";
import { largestOf, niceTicks } from "./nice-ticks";
import { useValueFormat, type ValueFormat } from "./value-format";

export interface IntervalRow {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly colour?: ChartColour;
}
export interface IntervalRowsProps
  extends Pick<
    ChartFrameProps,
    "title" | "subtitle" | "fileName" | "empty" | "note" | "actions" | "bare" | "className"
  > {
  readonly rows: readonly IntervalRow[];
  readonly value: ValueFormat;
  readonly itemLabel: string;
  readonly valueLabel: string;
}

/** Effects with their intervals on one axis that shows zero: does each stand clear of nothing? */
export function IntervalRows(props: IntervalRowsProps) {
  const t = useTranslations("charts");
  const words = useValueFormat(props.value);
  const { rows } = props;
  const { ticks, domain } = niceTicks(
    Math.min(0, ...rows.map(({ low }) => low)),
    Math.max(0, ...rows.map(({ high }) => high)),
    { count: 4 },
  );
  const place = (value: number) => `${((value - domain[0]) / (domain[1] - domain[0])) * 100}%`;
  const table: ChartTable = {
    columns: [
      { header: props.itemLabel },
      { header: props.valueLabel, align: "end" },
      { header: t("low"), align: "end" },
      { header: t("high"), align: "end" },
    ],
    rows: rows.map(({ name, value, low, high }) => [name, value, low, high]),
    texts: rows.map(({ name, value, low, high }) => [
      name,
      words.exact(value),
      words.exact(low),
      words.exact(high),
    ]),
  };
  const summary = rows
    .map(
      ({ name, value, low, high }) =>
        `${name}: ${words.exact(value)} (${t("rangeOf", { low: words.exact(low), high: words.exact(high) })})`,
    )
    .join("; ");
  return (
    <ChartFrame {...props} summary={summary} table={table}>
      <div className="grid grid-cols-[minmax(4rem,auto)_minmax(0,1fr)_auto] gap-x-4 text-sm">
        {rows.map(({ key, name, value, low, high, colour = "accent" }) => (
          <div key={key} className="col-span-3 grid h-9 grid-cols-subgrid items-center">
            <span className="max-w-56 truncate">{name}</span>
            <span aria-hidden="true" className="relative h-full">
              {ticks.map((tick) => (
                <span
                  key={tick}
                  className={
                    tick === 0
                      ? "absolute inset-y-0 w-px bg-ink-faint"
                      : "absolute inset-y-0 w-px bg-data-grid"
                  }
                  style={{ left: place(tick) }}
                />
              ))}
              <span
                className="absolute top-1/2 h-2 -translate-y-1/2 rounded-full opacity-30"
                style={{
                  left: place(low),
                  right: `calc(100% - ${place(high)})`,
                  background: chartColour(colour),
                }}
              />
              <span
                className="absolute top-1/2 size-2.5 -translate-1/2 rounded-full ring-2 ring-surface"
                style={{ left: place(value), background: chartColour(colour) }}
              />
            </span>
            <span data-figures className="text-right">
              <span className="font-medium">{words.exact(value)}</span>{" "}
              <span className="text-ink-faint text-xs max-sm:hidden">
                {t("rangeOf", { low: words.exact(low), high: words.exact(high) })}
              </span>
            </span>
          </div>
        ))}
        <span />
        <span aria-hidden="true" data-figures className="relative h-5 text-[11px] text-ink-faint">
          {ticks.map((tick) => (
            <span key={tick} className="absolute top-1 -translate-x-1/2" style={{ left: place(tick) }}>
              {words.axis(tick, largestOf(domain))}
            </span>
          ))}
        </span>
        <span />
      </div>
    </ChartFrame>
  );
}
