"use client";
import { useTranslations } from "next-intl";
import { ColumnChart } from "@/components/charts/column-chart";
import { useFormat } from "@/components/ui/shop-format";
import type { Overview } from "@/lib/contracts/overview";

/** What the shop took in, month by month. */
export function MonthlyRevenue({ months }: { months: Overview["monthlyRevenue"] }) {
  const t = useTranslations("overview");
  const format = useFormat();
  // Months are named by their middle, so that no zone moves them into a neighbour.
  const nameOf = (month: string) => format.month(`${month}-15T12:00:00Z`);
  const peak = months.reduce((most, month) => (month.revenueMinor > most.revenueMinor ? month : most));
  return (
    <ColumnChart
      title={t("revenueTitle", { peak: nameOf(peak.month), amount: format.money(peak.revenueMinor) })}
      subtitle={t("revenueMeasure", { currency: format.currency, zone: format.timeZone })}
      fileName="revenue-by-month"
      nameLabel={t("month")}
      names={months.map(({ month }) => nameOf(month))}
      series={[
        {
          key: "revenue",
          colour: "accent",
          name: t("revenue"),
          values: months.map(({ revenueMinor }) => revenueMinor),
        },
      ]}
      y={{ kind: "money" }}
      overTime
    />
  );
}
