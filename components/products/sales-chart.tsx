"use client";
import { useTranslations } from "next-intl";
import { TimeChart, type TimeLane } from "@/components/charts/time-chart";
import { useFormat } from "@/components/ui/shop-format";
import type { Stretch } from "@/lib/domain/products/stock-outs";
import { type PreparedWeek, touches, weeklyPace } from "./prepare-product-history";
import type { HistoryChartProps } from "./price-chart";
import { trendOf } from "./trend";
import { useReasonWord } from "./use-reason-word";

/** Pieces sold week by week, under what could have moved them: campaigns, prices, an empty shelf. */
export function SalesChart({ history, fileName, ...view }: HistoryChartProps) {
  const t = useTranslations("products");
  const format = useFormat();
  const reasonWord = useReasonWord();
  const { weeks, campaigns, reduced, changes, empty } = history;
  const pace = weeklyPace(weeks);
  const { trend, change } = trendOf(pace.lately, pace.before);
  const title = t("salesTitle", {
    units: format.number(pace.lately, { decimals: 1 }),
    trend,
    change: format.percent(change, { decimals: 0 }),
  });
  const shown = weeks.filter((week) => touches(week, view));

  const eventsOf = (week: PreparedWeek): string[] => [
    ...campaigns
      .filter((campaign) => touches(campaign, week))
      .map(({ name, units }) => t("campaignSold", { name, units })),
    ...changes
      .filter(({ at }) => touches({ from: at, to: at }, week))
      .map(({ fromMinor, toMinor, reason }) =>
        t("priceChanged", {
          from: format.money(fromMinor),
          to: format.money(toMinor),
          reason: reasonWord(reason),
        }),
      ),
    ...(empty.some((stretch) => touches(stretch, week)) ? [t("empty")] : []),
  ];
  const inView = (stretches: readonly Stretch[]) => stretches.filter((stretch) => touches(stretch, view));
  const moments = changes.map(({ at }) => ({ from: at, to: at }));
  const lanes: TimeLane[] = [
    { key: "campaigns", name: t("campaigns"), colour: 1, stretches: inView(campaigns) },
    { key: "reduced", name: t("reduced"), colour: 6, stretches: inView(reduced) },
    { key: "changes", name: t("priceChange"), colour: "today", stretches: inView(moments) },
    { key: "empty", name: t("empty"), colour: "loss", stretches: inView(empty), shade: true },
  ];
  const best = shown.reduce<PreparedWeek | null>(
    (most, week) => (most && most.units >= week.units ? most : week),
    null,
  );
  const rows = [...shown].reverse();
  return (
    <TimeChart
      {...view}
      title={title}
      subtitle={t("salesMeasure", { zone: format.timeZone })}
      fileName={fileName}
      summary={[
        `${title}.`,
        ...(best ? [`${t("week")} ${format.date(best.from)}: ${format.number(best.units)}.`] : []),
      ].join(" ")}
      y={{ kind: "number", decimals: 0 }}
      columns={{
        name: t("pieces"),
        colour: "accent",
        items: shown.map(({ from, to, units, open }) => ({ from, to, value: units, open })),
      }}
      lanes={lanes}
      tooltip={(at) => {
        const week = shown.find(({ from, to }) => at >= from && at < to);
        if (!week) return { title: format.date(at), lines: [] };
        return {
          title: `${t("week")} ${format.date(week.from)}`,
          lines: [
            {
              key: "units",
              name: t("pieces"),
              colour: "accent",
              shape: "square",
              value: format.number(week.units),
              note: [format.money(week.revenueMinor), ...eventsOf(week)].join(" · "),
            },
          ],
        };
      }}
      table={{
        columns: [
          { header: t("week") },
          { header: t("pieces"), align: "end" },
          { header: t("revenue"), align: "end" },
          { header: t("averagePrice"), align: "end" },
          { header: t("events") },
        ],
        rows: rows.map((week) => [
          new Date(week.from).toISOString(),
          week.units,
          week.revenueMinor,
          week.units > 0 ? Math.round(week.revenueMinor / week.units) : null,
          eventsOf(week).join("; "),
        ]),
        texts: rows.map((week) => [
          format.date(week.from),
          format.number(week.units),
          format.money(week.revenueMinor),
          format.money(week.units > 0 ? Math.round(week.revenueMinor / week.units) : null),
          eventsOf(week).join("; "),
        ]),
      }}
      heightPx={220}
    />
  );
}
