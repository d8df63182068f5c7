"use client";
import { useTranslations } from "next-intl";
import { valueAt } from "@/components/charts/prepare-time";
import { TimeChart } from "@/components/charts/time-chart";
import { useFormat } from "@/components/ui/shop-format";
import { emptyDays, touches } from "./prepare-product-history";
import type { HistoryChartProps } from "./price-chart";

/** What lay on the shelf, and when nothing did. */
export function StockChart({ history, fileName, ...view }: HistoryChartProps) {
  const t = useTranslations("products");
  const format = useFormat();
  const { stock, onOrder, empty } = history;
  const days = emptyDays(history, view);
  const title =
    days.empty === 0 ? t("stockTitleNever") : t("stockTitleOut", { days: days.empty, all: days.known });
  const rows = stock.filter(({ at }) => at >= view.from).reverse();
  return (
    <TimeChart
      {...view}
      title={title}
      subtitle={t("stockMeasure")}
      fileName={fileName}
      summary={`${title}. ${format.date(history.to)}: ${format.number(valueAt(stock, history.to))}.`}
      y={{ kind: "number", decimals: 0 }}
      lines={[{ key: "stock", name: t("stock"), colour: 3, area: true, points: stock }]}
      lanes={[
        {
          key: "empty",
          name: t("empty"),
          colour: "loss",
          stretches: empty.filter((stretch) => touches(stretch, view)),
          shade: true,
        },
      ]}
      tooltip={(at) => ({
        title: format.date(at),
        lines: [
          {
            key: "stock",
            name: t("stock"),
            colour: 3,
            value: format.number(valueAt(stock, at)),
            note: `${t("ordered")} ${format.number(valueAt(onOrder, at))}`,
          },
        ],
      })}
      table={{
        columns: [
          { header: t("day") },
          { header: t("stock"), align: "end" },
          { header: t("ordered"), align: "end" },
        ],
        rows: rows.map(({ at, value }) => [new Date(at).toISOString(), value, valueAt(onOrder, at)]),
        texts: rows.map(({ at, value }) => [
          format.date(at),
          format.number(value),
          format.number(valueAt(onOrder, at)),
        ]),
      }}
      heightPx={170}
    />
  );
}
