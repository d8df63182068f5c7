"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ListColumn } from "@/components/list/list-definition";
import { useFormat } from "@/components/ui/shop-format";
import { Sparkline } from "@/components/ui/sparkline";
import { useCategoryWord } from "@/components/words/category-words";
import type { CatalogueKnows, ProductRow } from "@/lib/contracts/products";
import { Change } from "./change";
import { ProductPicture } from "./product-picture";
import { StockCell } from "./stock-cell";

const TWO_LINES = "inline-flex flex-col max-sm:flex-row max-sm:gap-1 sm:items-end";

/** The list's columns: only those of which the shop knows anything. */
export function useProductColumns(store: string, knows: CatalogueKnows): readonly ListColumn<ProductRow>[] {
  const t = useTranslations("products");
  const format = useFormat();
  const category = useCategoryWord();
  return useMemo(() => {
    const name: ListColumn<ProductRow> = {
      key: "name",
      header: t("name"),
      sortKey: "name",
      cell: (row) => (
        <span className="flex items-center gap-3">
          {knows.pictures ? (
            <ProductPicture store={store} product={row} className="w-10 compact:w-6" />
          ) : null}
          <span className="flex min-w-0 flex-col">
            <span className="text-ink">{row.name}</span>
            <span className="truncate font-normal text-ink-faint text-xs compact:hidden">
              {row.categories.map(category).join(" · ")}
            </span>
          </span>
        </span>
      ),
    };
    const price: ListColumn<ProductRow> = {
      key: "price",
      header: t("price"),
      align: "end",
      sortKey: "priceMinor",
      firstDirection: "desc",
      width: "7rem",
      cell: (row) => (
        <span className={TWO_LINES}>
          <span className="text-ink">{format.money(row.priceMinor)}</span>
          {row.compareAtMinor !== null ? (
            <s className="text-ink-faint text-xs compact:hidden">
              <span className="sr-only">{t("regular")} </span>
              {format.money(row.compareAtMinor)}
            </s>
          ) : null}
        </span>
      ),
    };
    const margin: ListColumn<ProductRow> = {
      key: "margin",
      header: t("margin"),
      align: "end",
      sortKey: "marginShare",
      firstDirection: "desc",
      width: "6.5rem",
      cell: (row) => (
        <span className={row.marginShare !== null && row.marginShare < 0 ? "text-loss-text" : undefined}>
          {format.percent(row.marginShare, { decimals: 0 })}
        </span>
      ),
    };
    const stock: ListColumn<ProductRow> = {
      key: "stock",
      header: t("stock"),
      align: "end",
      sortKey: "onHand",
      width: "8.5rem",
      cell: (row) => <StockCell onHand={row.onHand} coverDays={row.coverDays} />,
    };
    const cover: ListColumn<ProductRow> = {
      key: "cover",
      header: t("cover"),
      align: "end",
      sortKey: "coverDays",
      width: "7rem",
      hiddenAtFirst: true,
      cell: (row) => (row.coverDays === null ? "–" : t("days", { days: Math.round(row.coverDays) })),
    };
    const units: ListColumn<ProductRow> = {
      key: "units",
      header: t("units"),
      unit: t("unitsPeriod"),
      align: "end",
      sortKey: "recentUnits",
      firstDirection: "desc",
      width: "8rem",
      cell: (row) => (
        <span className={TWO_LINES}>
          <span className="text-ink">{format.number(row.recentUnits)}</span>
          <span className="compact:hidden">
            <Change now={row.recentUnits} before={row.beforeUnits} />
          </span>
        </span>
      ),
    };
    const revenue: ListColumn<ProductRow> = {
      key: "revenue",
      header: t("revenue"),
      unit: t("unitsPeriod"),
      align: "end",
      sortKey: "recentRevenueMinor",
      firstDirection: "desc",
      width: "9rem",
      cell: (row) => (
        <span className={TWO_LINES}>
          <span className="text-ink">{format.money(row.recentRevenueMinor)}</span>
          <span className="compact:hidden">
            <Change now={row.recentRevenueMinor} before={row.beforeRevenueMinor} />
          </span>
        </span>
      ),
    };
    const weekly: ListColumn<ProductRow> = {
      key: "weekly",
      header: t("weekly"),
      align: "end",
      width: "7rem",
      phone: "hide",
      cell: (row) =>
        row.weeklyUnits.some((units) => units > 0) ? (
          <span className="flex justify-end text-accent-text">
            <Sparkline values={row.weeklyUnits} fromZero className="text-accent" />
            <span className="sr-only">{t("weeklyValues", { values: row.weeklyUnits.join(", ") })}</span>
          </span>
        ) : (
          "–"
        ),
    };
    const ratings: ListColumn<ProductRow>[] = [
      {
        key: "ratingCount",
        header: t("ratingCount"),
        align: "end",
        sortKey: "ratingCount",
        firstDirection: "desc",
        width: "8rem",
        hiddenAtFirst: knows.orders,
        cell: (row) => format.number(row.ratingCount),
      },
      {
        key: "ratingMean",
        header: t("ratingMean"),
        align: "end",
        sortKey: "ratingMean",
        firstDirection: "desc",
        width: "9rem",
        hiddenAtFirst: knows.orders,
        cell: (row) => format.number(row.ratingMean, { decimals: 2, fixed: true }),
      },
    ];
    return [
      name,
      ...(knows.prices ? [price] : []),
      ...(knows.costs ? [margin] : []),
      ...(knows.stock ? [stock, cover] : []),
      ...(knows.orders ? [units, revenue, weekly] : []),
      ...(knows.ratings ? ratings : []),
    ];
  }, [t, format, category, store, knows]);
}
