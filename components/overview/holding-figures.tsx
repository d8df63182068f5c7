"use client";
import { useTranslations } from "next-intl";
import { Figure } from "@/components/ui/figure";
import { useFormat } from "@/components/ui/shop-format";
import type { Overview, SalesPeriod } from "@/lib/contracts/overview";

const GRID = "grid rounded-md border bg-surface sm:grid-cols-2 sm:divide-x lg:grid-cols-4";

/** What a shop without orders holds. */
export function HoldingFigures({ overview }: { overview: Overview }) {
  const t = useTranslations("overview");
  const format = useFormat();
  const { customers, products, ratings, ratedProducts, meanRating } = overview;
  return (
    <div className={GRID}>
      <Figure label={t("customers")} value={format.number(customers)} />
      <Figure
        label={t("products")}
        value={format.number(products)}
        note={products > 0 ? t("rated", { share: format.percent(ratedProducts / products) }) : null}
      />
      <Figure
        label={t("ratings")}
        value={format.number(ratings)}
        note={t("perCustomer", { value: format.number(ratings / customers, { decimals: 1 }) })}
        trend={overview.monthlyRatings.map((month) => month.ratings)}
      />
      <Figure
        label={t("mean")}
        value={meanRating === null ? "–" : format.number(meanRating, { decimals: 2, fixed: true })}
        note={t("spread")}
      />
    </div>
  );
}

export interface SalesFiguresProps {
  readonly sales: NonNullable<Overview["sales"]>;
  readonly months: Overview["monthlyRevenue"];
}

/** The last 30 days against the 30 before. */
export function SalesFigures({ sales: { now, before }, months }: SalesFiguresProps) {
  const t = useTranslations("overview");
  const format = useFormat();
  const delta = (figure: (period: SalesPeriod) => number) => ({
    change: figure(before) === 0 ? null : figure(now) / figure(before) - 1,
    against: t("periodBefore"),
  });
  const perOrder = ({ orders, revenueMinor }: SalesPeriod) => (orders === 0 ? 0 : revenueMinor / orders);
  return (
    <div className={GRID}>
      <Figure
        label={t("revenue30")}
        value={format.money(now.revenueMinor)}
        delta={delta((period) => period.revenueMinor)}
        trend={months.map((month) => month.revenueMinor)}
        explanation={t("revenueWhat")}
      />
      <Figure
        label={t("orders30")}
        value={format.number(now.orders)}
        delta={delta((period) => period.orders)}
      />
      <Figure
        label={t("buyers30")}
        value={format.number(now.buyers)}
        delta={delta((period) => period.buyers)}
      />
      <Figure
        label={t("orderValue")}
        value={format.money(Math.round(perOrder(now)))}
        delta={delta(perOrder)}
      />
    </div>
  );
}
