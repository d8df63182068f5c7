"use client";
import { useTranslations } from "next-intl";
import { valueAt } from "@/components/charts/prepare-time";
import { TimeChart, type TimeChartProps } from "@/components/charts/time-chart";
import type { TooltipLine } from "@/components/charts/tooltip-box";
import { useFormat } from "@/components/ui/shop-format";
import { cheapestCompetitor, type PreparedHistory, touches } from "./prepare-product-history";
import { useReasonWord } from "./use-reason-word";

export interface HistoryChartProps extends Pick<TimeChartProps, "from" | "to" | "cursor" | "onCursor"> {
  readonly history: PreparedHistory;
  readonly fileName: string;
}

/** Our price over time in steps, the struck-through price beside it, and what competitors were seen to ask. */
export function PriceChart({ history, fileName, ...view }: HistoryChartProps) {
  const t = useTranslations("products");
  const format = useFormat();
  const reasonWord = useReasonWord();
  const { price, regular, competitors } = history;
  const current = valueAt(price, history.to);
  const since = price.at(-1)?.at ?? history.to;
  const cheapest = cheapestCompetitor(history);
  const distance = current !== null && cheapest ? current / cheapest - 1 : null;
  const words = { price: format.money(current), share: format.percent(distance && Math.abs(distance)) };
  const title =
    distance === null
      ? t("priceTitle", { price: words.price, date: format.date(since) })
      : Math.abs(distance) < 0.0005
        ? t("priceTitleSame", words)
        : distance < 0
          ? t("priceTitleBelow", words)
          : t("priceTitleAbove", words);

  const changes = history.changes.filter(({ at }) => touches({ from: at, to: at }, view));
  const reductions = changes.filter(
    ({ at, toMinor, fromMinor }) => toMinor < fromMinor && valueAt(regular, at) !== null,
  );
  const remark = t("changes", { changes: changes.length, reductions: reductions.length });
  const rows = [
    ...price.map(({ at, value, regularMinor, reason }) => {
      const struck = regularMinor === null ? "" : `, ${t("regular")} ${format.money(regularMinor)}`;
      return { at, name: t("ourPrice"), value, note: `${reasonWord(reason)}${struck}` };
    }),
    ...competitors.flatMap(({ name, points }) =>
      points.flatMap(({ at, value }) => (value === null ? [] : [{ at, name, value, note: "" }])),
    ),
  ]
    .filter(({ at }) => at >= view.from)
    .sort((a, b) => b.at - a.at);

  return (
    <TimeChart
      {...view}
      title={title}
      subtitle={t("priceMeasure", { currency: format.currency })}
      fileName={fileName}
      summary={[
        `${title}.`,
        remark,
        ...competitors.map(
          ({ name, priceMinor, seenAt }) => `${name}: ${format.money(priceMinor)}, ${format.date(seenAt)}.`,
        ),
      ].join(" ")}
      note={remark}
      y={{ kind: "money" }}
      lines={[
        ...competitors.map(({ name, points }, place) => ({
          key: name,
          name,
          colour: COMPETITOR_COLOURS[place % COMPETITOR_COLOURS.length]!,
          dashed: true,
          quiet: true,
          points,
        })),
        ...(regular.some(({ value }) => value !== null)
          ? [{ key: "regular", name: t("regular"), colour: "holdout" as const, quiet: true, points: regular }]
          : []),
        { key: "price", name: t("ourPrice"), colour: "today", points: price },
      ]}
      tooltip={(at) => ({
        title: format.date(at),
        lines: [
          { key: "price", name: t("ourPrice"), colour: "today", value: format.money(valueAt(price, at)) },
          ...optionalLine("regular", t("regular"), "holdout", valueAt(regular, at), format.money),
          ...competitors.flatMap(({ name, points }, place) =>
            optionalLine(
              name,
              name,
              COMPETITOR_COLOURS[place % COMPETITOR_COLOURS.length]!,
              valueAt(points, at),
              format.money,
            ).map((line) => ({ ...line, dashed: true })),
          ),
        ],
      })}
      table={{
        columns: [
          { header: t("day") },
          { header: t("seller") },
          { header: t("price"), align: "end" },
          { header: t("note") },
        ],
        rows: rows.map(({ at, name, value, note }) => [new Date(at).toISOString(), name, value, note]),
        texts: rows.map(({ at, name, value, note }) => [format.date(at), name, format.money(value), note]),
      }}
      heightPx={230}
    />
  );
}

/** Competitors are dashed everywhere; these keep them apart from one another. */
const COMPETITOR_COLOURS = [1, 3, 5, 6] as const;

function optionalLine(
  key: string,
  name: string,
  colour: TooltipLine["colour"],
  value: number | null,
  words: (value: number) => string,
): TooltipLine[] {
  return value === null ? [] : [{ key, name, colour, value: words(value) }];
}
