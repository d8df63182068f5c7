"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { LineChart } from "@/components/charts/line-chart";
import { useFormat } from "@/components/ui/shop-format";
import type { ProductPriceView } from "@/lib/contracts/pricing";
import { usePricingWords } from "./use-pricing-words";

const WEEKS_SHOWN = 52;

/** Units and price by week, side by side, with promotions, campaigns and empty shelves marked. */
export function PriceWeeks({ view }: { view: ProductPriceView }) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const words = usePricingWords();
  const weeks = useMemo(() => view.weeks.slice(-WEEKS_SHOWN), [view.weeks]);
  const units = weeks.reduce((sum, week) => sum + week.units, 0);
  const empty = weeks.filter(({ stockShare }) => stockShare < 0.5).length;
  const promoted = weeks.flatMap((week, k) =>
    week.promotionShare > 0.5 && !((weeks[k - 1]?.promotionShare ?? 0) > 0.5)
      ? [{ x: week.week, label: t("promotion") }]
      : [],
  );
  const began = weeks.flatMap((week, k) => {
    const until = weeks[k + 1]?.week;
    const names = view.campaigns.filter(
      ({ startsAt }) => startsAt >= week.week && (until === undefined || startsAt < until),
    );
    const [first, ...others] = names;
    if (!first) return [];
    return [{ x: week.week, label: `${words.name(first)}${others.length > 0 ? ` +${others.length}` : ""}` }];
  });
  if (weeks.length === 0) return null;
  const fileName = `weeks-${view.product.sku ?? view.product.id}`;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <LineChart
        title={t("weeksTitle", { units: format.number(units), weeks: weeks.length, empty })}
        subtitle={t("weeksMeasure")}
        fileName={fileName}
        x={{ kind: "time", step: "week" }}
        y={{ kind: "number", decimals: 0 }}
        events={[...promoted, ...began]}
        heightPx={220}
        series={[
          {
            key: "units",
            name: t("units"),
            colour: "accent",
            // A week mostly without stock says nothing of demand.
            points: weeks.map(({ week, units: sold, stockShare }) => ({
              x: week,
              y: stockShare < 0.5 ? null : sold,
            })),
          },
        ]}
      />
      <LineChart
        title={t("pricesTitle", { changes: view.history.length })}
        subtitle={t("pricesMeasure")}
        fileName={`${fileName}-price`}
        x={{ kind: "time", step: "week" }}
        y={{ kind: "money" }}
        events={promoted}
        heightPx={220}
        series={[
          {
            key: "price",
            name: t("price"),
            colour: "today",
            points: weeks.map(({ week, priceMinor }) => ({ x: week, y: priceMinor })),
          },
        ]}
      />
    </div>
  );
}
