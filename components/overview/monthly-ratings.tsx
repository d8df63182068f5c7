"use client";
import { useTranslations } from "next-intl";
import { ColumnChart } from "@/components/charts/column-chart";
import { useFormat } from "@/components/ui/shop-format";
import type { Overview } from "@/lib/contracts/overview";

/** When the shop's customers were active. */
export function MonthlyRatings({ months }: { months: Overview["monthlyRatings"] }) {
  const t = useTranslations("overview");
  const format = useFormat();
  // Months are named by their middle, so that no zone moves them into a neighbour.
  const nameOf = (month: string) => format.month(`${month}-15T12:00:00Z`);
  const peak = months.reduce((most, month) => (month.ratings > most.ratings ? month : most));
  return (
    <ColumnChart
      title={t("activityTitle", { peak: nameOf(peak.month), count: format.number(peak.ratings) })}
      subtitle={t("activityMeasure", { zone: format.timeZone })}
      fileName="ratings-by-month"
      nameLabel={t("month")}
      names={months.map(({ month }) => nameOf(month))}
      series={[
        {
          key: "ratings",
          colour: "accent",
          name: t("ratings"),
          values: months.map(({ ratings }) => ratings),
        },
      ]}
      y={{ kind: "number" }}
      overTime
    />
  );
}
