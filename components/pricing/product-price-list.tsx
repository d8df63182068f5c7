"use client";
import BadgePercent from "lucide-react/icons/badge-percent";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataList } from "@/components/list/data-list";
import type { FilterOption, ListShape } from "@/components/list/list-definition";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useCategoryWord } from "@/components/words/category-words";
import { productPriceExportHref, productPricePages } from "@/lib/client/pricing";
import { PROPOSAL_STATES, SUFFICIENCY_STATES } from "@/lib/domain/pricing/price-filters";
import { PRICE_FILTERS, PRODUCT_PRICE_LIST_SHAPE, type PriceFilterKey } from "./product-price-list-shape";
import { useProductPriceColumns } from "./use-product-price-columns";

/** Every product's price with what is known of it; a row leads to the page of that price. */
export function ProductPriceList({ store, categories }: { store: string; categories: readonly string[] }) {
  const t = useTranslations("pricing-products");
  const locale = useLocale();
  const category = useCategoryWord();
  const columns = useProductPriceColumns();
  const shape = useMemo<ListShape>(() => {
    const filters: Record<PriceFilterKey, { label: string; options: FilterOption[] }> = {
      sufficiency: {
        label: t("filterSufficiency"),
        options: SUFFICIENCY_STATES.map((value) => ({ value, label: t(`sufficiency.${value}`) })),
      },
      category: {
        label: t("filterCategory"),
        options: categories.map((value) => ({ value, label: category(value) })),
      },
      proposal: {
        label: t("filterProposal"),
        options: PROPOSAL_STATES.map((value) => ({ value, label: t(`proposals.${value}`) })),
      },
    };
    return {
      ...PRODUCT_PRICE_LIST_SHAPE,
      filters: PRICE_FILTERS.map((key) => ({ kind: "choice", key, ...filters[key] })),
    };
  }, [t, category, categories]);

  return (
    <DataList
      label={t("title")}
      shape={shape}
      columns={columns}
      source={(query) => productPricePages(store, locale, query)}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      rowHref={(row) => `/${store}/pricing/products/${row.id}`}
      countLabel={(total) => t("count", { count: total })}
      searchPlaceholder={t("searchPlaceholder")}
      exportHref={(query) => productPriceExportHref(store, query)}
      empty={
        <EmptyState
          icon={<BadgePercent aria-hidden="true" />}
          title={t("emptyTitle")}
          description={t("emptyBody")}
          action={
            <Button asChild>
              <Link href={`/${store}/data/imports`}>{t("emptyAction")}</Link>
            </Button>
          }
        />
      }
    />
  );
}
