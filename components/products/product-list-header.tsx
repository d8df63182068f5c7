"use client";
import { useTranslations } from "next-intl";
import { PageHeader } from "@/components/ui/page-header";
import { useFormat } from "@/components/ui/shop-format";
import type { Catalogue } from "@/lib/contracts/products";
import { trendOf } from "./trend";

/** What the shop's products did lately, in a sentence or two. */
export function ProductListHeader({ catalogue }: { catalogue: Catalogue }) {
  const t = useTranslations("products");
  const format = useFormat();
  const { knows, recentRevenueMinor, beforeRevenueMinor } = catalogue;
  const { trend, change } = trendOf(recentRevenueMinor, beforeRevenueMinor);
  const sentences = knows.orders
    ? [
        t("finding", {
          sellers: catalogue.sellers,
          revenue: format.money(recentRevenueMinor, { decimals: 0 }),
          trend,
          change: format.percent(change, { decimals: 0 }),
        }),
        ...(knows.stock ? [t("findingStock", { out: catalogue.outOfStock, low: catalogue.lowOnStock })] : []),
      ]
    : [
        t("findingRated", {
          products: catalogue.products,
          rated: format.number(catalogue.rated),
          known: catalogue.rated === 0 ? "none" : catalogue.rated === catalogue.products ? "all" : "some",
        }),
      ];
  return <PageHeader title={t("title")} finding={format.sentences(sentences)} />;
}
