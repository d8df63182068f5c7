"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import type { SalesOverview } from "@/lib/contracts/overview";
import { changeOf, useMeasureWords } from "./use-measure-words";

/** The page's one sentence: what the period brought, and whether that is a change. */
export function useSalesFinding(): (sales: SalesOverview) => string {
  const t = useTranslations("overview");
  const format = useFormat();
  const words = useMeasureWords();
  return (sales) => {
    const { revenue, orders } = sales.figures;
    const change = changeOf(revenue);
    const told = t("findingSales", {
      revenue: words.value("revenue", revenue.value),
      orders: orders.value ?? 0,
      buyers: sales.buyers,
      days: sales.days,
    });
    const compared =
      change === null
        ? null
        : revenue.beyondChance
          ? t(change > 0 ? "findingMore" : "findingLess", {
              change: format.percent(Math.abs(change), { decimals: 0 }),
              days: sales.days,
            })
          : t("findingSame", { days: sales.days });
    const quiet = sales.quiet
      ? t("findingQuiet", { date: format.date(`${sales.lastDate}T12:00:00Z`) })
      : null;
    return format.sentences([quiet, told, compared]);
  };
}
