"use client";
import { useTranslations } from "next-intl";
import { ChartFrame, type ChartFrameProps } from "./chart-frame";
import type { ChartTable } from "./chart-table";
import { type ChartColour, chartColour } from "./colours";
import { type BarItem, prepareBars } from "./prepare-bars";
import { useValueFormat, type ValueFormat } from "./value-format";

export interface SortedBar extends BarItem {
  readonly colour?: ChartColour;
  /** A quiet line below the name. */
  readonly hint?: string;
}
export interface SortedBarsProps
  extends Pick<
    ChartFrameProps,
    "title" | "subtitle" | "fileName" | "empty" | "note" | "actions" | "bare" | "className"
  > {
  readonly items: readonly SortedBar[];
  readonly value: ValueFormat;
  /** What an item is, for the table's head: "Segment". */
  readonly itemLabel: string;
  readonly valueLabel: string;
  /** Colour of items without their own. */
  readonly colour?: ChartColour;
  /** Show so many and sum up the rest. */
  readonly most?: number;
  readonly keepOrder?: boolean;
  /** Open an item. */
  readonly onOpen?: (key: string) => void;
}

/** Bars from large to small with their values beside them; intervals as whiskers. Drawn without a library. */
export function SortedBars(props: SortedBarsProps) {
  const t = useTranslations("charts");
  const words = useValueFormat(props.value);
  const { bars, zero, rest } = prepareBars(props.items, {
    ...(props.most === undefined ? {} : { most: props.most }),
    ...(props.keepOrder ? { keepOrder: true } : {}),
  });
  const ranged = props.items.some(({ low, high }) => low != null && high != null);
  const rows = prepareBars(props.items, { keepOrder: props.keepOrder ?? false }).bars.map(({ item }) => item);
  const table: ChartTable = {
    columns: [
      { header: props.itemLabel },
      { header: props.valueLabel, align: "end" },
      ...(ranged
        ? ([
            { header: t("low"), align: "end" },
            { header: t("high"), align: "end" },
          ] as const)
        : []),
    ],
    rows: rows.map((item) => [
      item.name,
      item.value,
      ...(ranged ? [item.low ?? null, item.high ?? null] : []),
    ]),
    texts: rows.map((item) => [
      item.name,
      words.exact(item.value),
      ...(ranged ? [words.exact(item.low), words.exact(item.high)] : []),
    ]),
  };
  const known = rows.filter(({ value }) => value !== null).sort((a, b) => b.value! - a.value!);
  const largest = known[0];
  const smallest = known.at(-1);
  const summary =
    largest && smallest
      ? t("summaryBars", {
          count: rows.length,
          largest: largest.name,
          largestValue: words.exact(largest.value),
          smallest: smallest.name,
          smallestValue: words.exact(smallest.value),
        })
      : "";
  return (
    <ChartFrame
      title={props.title}
      subtitle={props.subtitle}
      summary={summary}
      table={table}
      fileName={props.fileName}
      empty={props.empty}
      note={props.note}
      actions={props.actions}
      bare={props.bare}
      className={props.className}
    >
      <ul className="grid grid-cols-[minmax(4rem,auto)_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-2 text-sm">
        {bars.map(({ item, from, to, range }) => (
          <li key={item.key} className="col-span-3 grid grid-cols-subgrid items-center">
            <span className="flex max-w-56 flex-col">
              {props.onOpen ? (
                <button
                  type="button"
                  onClick={() => props.onOpen?.(item.key)}
                  className="truncate rounded-sm text-left underline-offset-4 hover:underline"
                >
                  {item.name}
                </button>
              ) : (
                <span className="truncate">{item.name}</span>
              )}
              {item.hint ? <span className="truncate text-ink-faint text-xs">{item.hint}</span> : null}
            </span>
            <span aria-hidden="true" className="relative h-5">
              {zero > 0 ? (
                <span className="absolute inset-y-0 w-px bg-line-strong" style={{ left: `${zero * 100}%` }} />
              ) : null}
              <span
                className="absolute inset-y-0.5 rounded-[3px]"
                style={{
                  left: `${from * 100}%`,
                  width: `max(${(to - from) * 100}%, ${item.value ? 2 : 0}px)`,
                  background: chartColour(item.colour ?? props.colour ?? "accent"),
                }}
              />
              {range ? (
                <span
                  className="absolute top-1/2 h-2 -translate-y-1/2 border-ink border-x-[1.5px]"
                  style={{ left: `${range[0] * 100}%`, width: `${(range[1] - range[0]) * 100}%` }}
                >
                  <span className="absolute inset-x-0 top-1/2 h-[1.5px] -translate-y-1/2 bg-ink" />
                </span>
              ) : null}
            </span>
            <span data-figures className="text-right font-medium">
              {words.exact(item.value)}
            </span>
          </li>
        ))}
        {rest.count > 0 ? (
          <li className="col-span-3 grid grid-cols-subgrid text-ink-faint">
            <span>{t("other", { count: rest.count })}</span>
            <span />
            <span data-figures className="text-right">
              {words.exact(rest.sum)}
            </span>
          </li>
        ) : null}
      </ul>
    </ChartFrame>
  );
}
