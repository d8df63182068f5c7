"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { BackLink } from "@/components/ui/back-link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { useFormat } from "@/components/ui/shop-format";
import { useCategoryWord } from "@/components/words/category-words";
import type { CatalogueKnows, ProductDetail } from "@/lib/contracts/products";
import { PRODUCT_ADDRESS } from "./product-list-shape";
import { ProductPicture } from "./product-picture";
import { trendOf } from "./trend";
import { useCoverWord } from "./use-cover-word";

export interface ProductHeaderProps {
  readonly store: string;
  readonly product: ProductDetail;
  /** The state of the list that led here. */
  readonly listState: string | null;
  readonly knows: CatalogueKnows;
}

/** What this is, and in a sentence or two what the data says of it. */
export function ProductHeader({ store, product, listState, knows }: ProductHeaderProps) {
  const t = useTranslations("products");
  const format = useFormat();
  const category = useCategoryWord();
  const coverWord = useCoverWord();
  const { onHand, onOrder, coverDays, recentUnits, beforeUnits } = product;
  const { trend, change } = trendOf(recentUnits, beforeUnits);
  const sentences = [
    ...(knows.orders
      ? [t("sold28", { units: recentUnits ?? 0, trend, change: format.percent(change, { decimals: 0 }) })]
      : [
          t("ratedFinding", {
            count: product.ratingCount ?? 0,
            mean: format.number(product.ratingMean, { decimals: 2 }),
          }),
        ]),
    ...(onHand === null
      ? []
      : onHand > 0
        ? [t("stockNow", { onHand, cover: coverDays === null ? "none" : coverWord(coverDays) })]
        : [t("stockNone", { onOrder: onOrder ?? 0 })]),
  ];
  return (
    <div className="flex flex-col gap-4 pb-6">
      <BackLink href={PRODUCT_ADDRESS.listHref(store, listState)} place={t("listPlace")} />
      <div className="flex items-start gap-4 sm:items-center sm:gap-6">
        {knows.pictures ? (
          <ProductPicture store={store} product={product} className="w-20 rounded-md sm:w-32" eager />
        ) : null}
        <PageHeader
          className="min-w-0 flex-1 gap-2.5 pb-0"
          title={product.name}
          finding={format.sentences(sentences)}
          actions={
            product.priceMinor === null ? null : (
              <Button asChild>
                <Link href={`/${store}/pricing/products/${product.id}`}>{t("openPrice")}</Link>
              </Button>
            )
          }
        >
          <div className="flex flex-wrap gap-1.5">
            {product.categories.map((one) => (
              <Badge key={one}>{category(one)}</Badge>
            ))}
            {onHand !== null && onHand <= 0 ? <Badge tone="loss">{t("outOfStock")}</Badge> : null}
          </div>
        </PageHeader>
      </div>
    </div>
  );
}
