"use client";
import { useTranslations } from "next-intl";
import { Figure, FigureRow } from "@/components/ui/figure";
import { useFormat } from "@/components/ui/shop-format";
import type { CatalogueKnows, ProductDetail } from "@/lib/contracts/products";
import { useCoverWord } from "./use-cover-word";

/** At most four figures: what it brought, how many went, what is left, what it costs. Only what the shop knows. */
export function ProductFigures({ product, knows }: { product: ProductDetail; knows: CatalogueKnows }) {
  const t = useTranslations("products");
  const format = useFormat();
  const coverWord = useCoverWord();
  const { onHand, onOrder, coverDays, marginShare } = product;
  const delta = (now: number | null, before: number | null) => ({
    change: now === null || !before ? null : now / before - 1,
    against: t("before28"),
  });
  const rated = (
    <Figure
      label={t("meanRating")}
      value={format.number(product.ratingMean, { decimals: 2, fixed: true })}
      note={t("ratingsNote", { count: product.ratingCount ?? 0 })}
    />
  );
  return (
    <FigureRow>
      {knows.orders ? (
        <Figure
          label={t("revenue28")}
          value={format.money(product.recentRevenueMinor)}
          delta={delta(product.recentRevenueMinor, product.beforeRevenueMinor)}
          explanation={t("revenueWhat")}
        />
      ) : null}
      {knows.orders ? (
        <Figure
          label={t("units28")}
          value={format.number(product.recentUnits)}
          delta={delta(product.recentUnits, product.beforeUnits)}
          trend={product.weeklyUnits}
        />
      ) : null}
      {knows.stock ? (
        <Figure
          label={t("onShelf")}
          value={format.number(onHand)}
          note={[
            ...(onHand !== null && onHand > 0 && coverDays !== null
              ? [t("coverNote", { cover: coverWord(coverDays) })]
              : []),
            ...(onOrder ? [t("onOrderNote", { count: onOrder })] : []),
          ].join(" · ")}
          explanation={t("onShelfWhat")}
        />
      ) : null}
      {knows.prices ? (
        <Figure
          label={t("priceNow")}
          value={format.money(product.priceMinor)}
          note={marginShare === null ? null : t("marginNote", { margin: format.percent(marginShare) })}
          explanation={t("marginWhat")}
        />
      ) : (
        rated
      )}
    </FigureRow>
  );
}
