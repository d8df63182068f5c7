"use client";
import Package from "lucide-react/icons/package";
import { useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { DataList } from "@/components/list/data-list";
import type { ListQuery, ListShape } from "@/components/list/list-definition";
import { useExportAction } from "@/components/list/use-export-action";
import { EmptyState } from "@/components/ui/empty-state";
import { useCategoryWord } from "@/components/words/category-words";
import { productExportHref, productListOptions } from "@/lib/client/products";
import type { Catalogue } from "@/lib/contracts/products";
import { MARGIN_BANDS, SALES_TRENDS, STOCK_STATES } from "@/lib/domain/products/product-filters";
import { PRODUCT_ADDRESS, type ProductFilterKey, productListShape, spokenOut } from "./product-list-shape";
import { useProductColumns } from "./use-product-columns";

export interface ProductListProps {
  readonly store: string;
  readonly catalogue: Pick<Catalogue, "knows" | "categories">;
}

export function ProductList({ store, catalogue: { knows, categories } }: ProductListProps) {
  const t = useTranslations("products");
  const locale = useLocale();
  const category = useCategoryWord();
  const columns = useProductColumns(store, knows);
  const state = PRODUCT_ADDRESS.state(useSearchParams());

  const shape = useMemo<ListShape>(() => {
    const base = productListShape(knows);
    const labels: Record<ProductFilterKey, string> = {
      category: t("filterCategory"),
      stock: t("filterStock"),
      margin: t("filterMargin"),
      sales: t("filterSales"),
    };
    const options: Record<ProductFilterKey, { value: string; label: string }[]> = {
      category: categories.map((one) => ({ value: one.category, label: category(one.category) })),
      stock: STOCK_STATES.map((value) => ({ value, label: t(`stockStates.${value}`) })),
      margin: MARGIN_BANDS.map((value) => ({ value, label: t(`margins.${value}`) })),
      sales: SALES_TRENDS.map((value) => ({ value, label: t(`salesTrends.${value}`) })),
    };
    return {
      ...base,
      filters: base.filters.map(({ key }) => ({
        kind: "choice",
        key,
        label: labels[key as ProductFilterKey],
        options: options[key as ProductFilterKey],
      })),
    };
  }, [t, category, knows, categories]);

  const exportHref = useCallback(
    (query: ListQuery) => productExportHref(store, spokenOut(shape, query)),
    [store, shape],
  );
  const bulkActions = useExportAction(exportHref);

  return (
    <DataList
      label={t("title")}
      shape={shape}
      columns={columns}
      source={(query: ListQuery) => productListOptions(store, locale, spokenOut(shape, query))}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      rowHref={(row) => PRODUCT_ADDRESS.rowHref(store, row.id, state)}
      countLabel={(total) => t("count", { count: total })}
      searchPlaceholder={t("searchPlaceholder")}
      bulkActions={bulkActions}
      allowSelectAll
      exportHref={exportHref}
      empty={
        <EmptyState
          icon={<Package aria-hidden="true" />}
          title={t("emptyTitle")}
          description={t("emptyBody")}
          secondary={<code className="text-xs">{t("emptyCommand")}</code>}
        />
      }
    />
  );
}
