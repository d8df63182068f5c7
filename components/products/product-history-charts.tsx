"use client";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useMemo, useState } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { SkeletonChart } from "@/components/ui/skeleton";
import { useAddress } from "@/components/ui/use-address";
import { productHistoryOptions } from "@/lib/client/products";
import { CompetitorTable } from "./competitor-table";
import { type PreparedWeek, prepareProductHistory } from "./prepare-product-history";
import { PriceChart } from "./price-chart";
import { SalesChart } from "./sales-chart";
import { StockChart } from "./stock-chart";

const DAY_MS = 86_400_000;
const RANGES = { quarter: 91, year: 365, all: Number.POSITIVE_INFINITY } as const;
type Range = keyof typeof RANGES;
const RANGE_NAMES = Object.keys(RANGES) as Range[];

export interface ProductHistoryChartsProps {
  readonly store: string;
  readonly productId: string;
  /** Name of the CSVs without their endings. */
  readonly fileName: string;
}

/** Price, sales and stock above one another on one time, so that what moved what can be seen. */
export function ProductHistoryCharts({ store, productId, fileName }: ProductHistoryChartsProps) {
  const t = useTranslations("products");
  const locale = useLocale();
  const { data, error, refetch } = useQuery(productHistoryOptions(store, locale, productId));
  const history = useMemo(() => data && prepareProductHistory(data), [data]);
  const [cursor, setCursor] = useState<{ chart: string; at: number } | null>(null);
  const [{ range: wanted }, setAddress] = useAddress(["range"]);
  const range = RANGE_NAMES.find((name) => name === wanted) ?? "year";
  if (error) return <ErrorState onRetry={() => void refetch()} />;
  if (!history) return <SkeletonChart />;
  const { from: first, to } = history;
  const view = {
    from: weekStart(history.weeks, Math.max(first, to - RANGES[range] * DAY_MS)),
    to,
    cursor,
    onCursor: setCursor,
    history,
  };
  return (
    <section aria-label={t("history")} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="min-w-48 flex-1 text-ink-soft text-sm">{t("historyHint")}</p>
        <SegmentedControl
          label={t("range")}
          value={range}
          onValueChange={(value) => setAddress({ range: value === "year" ? null : value })}
          options={RANGE_NAMES.map((value) => ({ value, label: t(`ranges.${value}`) }))}
        />
      </div>
      {history.price.length > 0 ? (
        <PriceChart {...view} fileName={`${fileName}-price`} />
      ) : (
        <Unknown>{t("noPrices")}</Unknown>
      )}
      {history.weeks.length > 0 ? (
        <SalesChart {...view} fileName={`${fileName}-sales`} />
      ) : (
        <Unknown>{t("noSales")}</Unknown>
      )}
      {history.stock.length > 0 ? (
        <StockChart {...view} fileName={`${fileName}-stock`} />
      ) : (
        <Unknown>{t("noStock")}</Unknown>
      )}
      {history.competitors.length > 0 ? (
        <CompetitorTable history={history} />
      ) : (
        <Unknown>{t("noCompetitors")}</Unknown>
      )}
    </section>
  );
}

/** Begins where the week of a moment began, so that no column is cut. */
function weekStart(weeks: readonly PreparedWeek[], at: number): number {
  return weeks.find(({ from, to }) => at >= from && at < to)?.from ?? at;
}

/** Where a picture would be: nothing is known, and that is said. */
function Unknown({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-md border border-dashed px-5 py-6 text-center text-ink-faint text-sm">{children}</p>
  );
}
