"use client";
import { useTranslations } from "next-intl";
import { ChartFrame, type ChartFrameProps } from "./chart-frame";
import type { ChartTable } from "./chart-table";
import { type ChartColour, chartColour } from "./colours";
import { largestOf, niceTicks } from "./nice-ticks";
import { multiplePath } from "./prepare-multiples";
import { useValueFormat, type ValueFormat } from "./value-format";

export interface Multiple {
  readonly key: string;
  readonly name: string;
  readonly colour?: ChartColour;
  /** One per period, oldest first; null is a gap. */
  readonly values: readonly (number | null)[];
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
}
export interface SmallMultiplesProps
  extends Pick<
    ChartFrameProps,
    "title" | "subtitle" | "fileName" | "empty" | "note" | "actions" | "bare" | "className"
  > {
  readonly panels: readonly Multiple[];
  /** Names of the periods, in words. */
  readonly periods: readonly string[];
  readonly periodLabel: string;
  readonly value: ValueFormat;
  readonly onOpen?: (key: string) => void;
}

const WIDTH = 200;
const HEIGHT = 64;

/** The same small picture for each, all on one scale, so that shapes and heights can be compared. */
export function SmallMultiples(props: SmallMultiplesProps) {
  const t = useTranslations("charts");
  const words = useValueFormat(props.value);
  const { panels, periods } = props;
  const all = panels
    .flatMap(({ values, low = [], high = [] }) => [...values, ...low, ...high])
    .filter((value): value is number => value !== null && Number.isFinite(value));
  const { domain } = niceTicks(Math.min(...all), Math.max(...all));
  const table: ChartTable = {
    columns: [
      { header: props.periodLabel },
      ...panels.map(({ name }) => ({ header: name, align: "end" as const })),
    ],
    rows: periods.map((period, index) => [period, ...panels.map(({ values }) => values[index] ?? null)]),
    texts: periods.map((period, index) => [
      period,
      ...panels.map(({ values }) => words.exact(values[index])),
    ]),
  };
  const lastOf = ({ values }: Multiple) => values.findLast((value) => value !== null) ?? null;
  const summary = panels.map((panel) => `${panel.name}: ${words.exact(lastOf(panel))}`).join("; ");
  return (
    <ChartFrame {...props} summary={summary} table={table} isEmpty={all.length === 0}>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))] gap-x-6 gap-y-5">
        {panels.map((panel) => {
          const paint = chartColour(panel.colour ?? "accent");
          const drawn = multiplePath(panel, domain, WIDTH, HEIGHT);
          return (
            <li key={panel.key} className="flex min-w-0 flex-col gap-1">
              <div className="flex items-baseline justify-between gap-2 text-xs">
                {props.onOpen ? (
                  <button
                    type="button"
                    onClick={() => props.onOpen?.(panel.key)}
                    className="truncate rounded-sm font-medium underline-offset-4 hover:underline"
                  >
                    {panel.name}
                  </button>
                ) : (
                  <span className="truncate font-medium">{panel.name}</span>
                )}
                <span data-figures className="shrink-0 text-ink-soft">
                  {words.exact(lastOf(panel))}
                </span>
              </div>
              <svg
                aria-hidden="true"
                viewBox={`0 -3 ${WIDTH} ${HEIGHT + 6}`}
                preserveAspectRatio="none"
                className="h-16 w-full overflow-visible border-b"
              >
                {drawn.band ? <path d={drawn.band} fill={paint} fillOpacity="0.18" /> : null}
                <path
                  d={drawn.line}
                  fill="none"
                  stroke={paint}
                  strokeWidth="2"
                  strokeLinejoin="round"
                  vectorEffect="non-scaling-stroke"
                />
              </svg>
            </li>
          );
        })}
      </ul>
      <p aria-hidden="true" className="flex justify-between text-[11px] text-ink-faint">
        <span>{t("rangeOf", { low: periods[0] ?? "", high: periods.at(-1) ?? "" })}</span>
        <span data-figures>
          {t("rangeOf", {
            low: words.axis(domain[0], largestOf(domain)),
            high: words.axis(domain[1], largestOf(domain)),
          })}
        </span>
      </p>
    </ChartFrame>
  );
}
