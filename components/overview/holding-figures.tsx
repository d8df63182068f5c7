"use client";
import { useTranslations } from "next-intl";
import { Figure, FigureRow } from "@/components/ui/figure";
import { useFormat } from "@/components/ui/shop-format";
import type { Overview } from "@/lib/contracts/overview";

/** What a shop without orders holds. */
export function HoldingFigures({ overview }: { overview: Overview }) {
  const t = useTranslations("overview");
  const format = useFormat();
  const { customers, products, ratings, ratedProducts, meanRating } = overview.holdings;
  return (
    <FigureRow>
      <Figure label={t("customers")} value={format.number(customers)} />
      <Figure
        label={t("products")}
        value={format.number(products)}
        note={products > 0 ? t("rated", { share: format.percent(ratedProducts / products) }) : null}
      />
      <Figure
        label={t("ratings")}
        value={format.number(ratings)}
        note={
          customers > 0
            ? t("perCustomer", { value: format.number(ratings / customers, { decimals: 1 }) })
            : null
        }
        {...(overview.monthlyRatings.length > 1
          ? { trend: overview.monthlyRatings.map((month) => month.ratings) }
          : {})}
      />
      <Figure
        label={t("mean")}
        value={meanRating === null ? "–" : format.number(meanRating, { decimals: 2, fixed: true })}
        note={meanRating === null ? null : t("spread")}
      />
    </FigureRow>
  );
}
