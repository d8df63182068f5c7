"use client";
import { useQuery } from "@tanstack/react-query";
import ChartNoAxesCombined from "lucide-react/icons/chart-no-axes-combined";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { AsOf } from "@/components/ui/as-of";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useFormat } from "@/components/ui/shop-format";
import { SkeletonPage } from "@/components/ui/skeleton";
import { useAddress } from "@/components/ui/use-address";
import { overviewOptions } from "@/lib/client/overview";
import type { WaitingPrices as Waiting } from "@/lib/contracts/pricing";
import type { SegmentationView } from "@/lib/contracts/segments";
import { OVERVIEW_PERIODS, overviewPeriod } from "@/lib/domain/overview/overview-choices";
import { BlindSpots } from "./blind-spots";
import { FreshnessCard } from "./freshness-card";
import { HoldingFigures } from "./holding-figures";
import { MonthlyRatings } from "./monthly-ratings";
import { MoverCards } from "./mover-cards";
import { SalesChart } from "./sales-chart";
import { SalesFigures } from "./sales-figures";
import { SegmentShares } from "./segment-shares";
import { useSalesFinding } from "./use-sales-finding";
import { WaitingPrices } from "./waiting-prices";

export interface OverviewPanelProps {
  readonly store: string;
  /** The newest one. */
  readonly segmentation?: SegmentationView | undefined;
  /** Null where the reader decides on nothing. */
  readonly waiting: Waiting | null;
}

/** The shop on one screen: what it sold lately against before, what moved, how fresh that is, who its customers are. */
export function OverviewPanel({ store, segmentation, waiting }: OverviewPanelProps) {
  const t = useTranslations("overview");
  const format = useFormat();
  const [{ days }, setAddress] = useAddress(["days"]);
  const period = overviewPeriod(days);
  const { data: overview, error, refetch, isPlaceholderData } = useQuery(overviewOptions(store, period));
  const salesFinding = useSalesFinding();
  if (!overview) return error ? <ErrorState onRetry={() => void refetch()} /> : <SkeletonPage />;

  const { holdings, sales, freshness } = overview;
  if (holdings.customers === 0 && !sales)
    return (
      <>
        <PageHeader title={t("title")} finding={t("findingEmpty")} />
        <EmptyState
          icon={<ChartNoAxesCombined aria-hidden="true" />}
          title={t("emptyTitle")}
          description={t("emptyBody")}
        />
      </>
    );
  return (
    <>
      <PageHeader
        title={t("title")}
        finding={
          sales
            ? salesFinding(sales)
            : t("finding", {
                customers: format.number(holdings.customers),
                ratings: format.number(holdings.ratings),
                products: format.number(holdings.products),
              })
        }
        actions={
          sales ? (
            <SegmentedControl
              label={t("period")}
              value={String(period)}
              onValueChange={(value) => setAddress({ days: value })}
              options={OVERVIEW_PERIODS.map((known) => ({
                value: String(known),
                label: t("days", { days: known }),
              }))}
            />
          ) : null
        }
        note={<AsOf />}
      />
      <div
        className="flex flex-col gap-6 transition-opacity data-stale:opacity-60"
        data-stale={isPlaceholderData || undefined}
      >
        {waiting && waiting.total > 0 ? <WaitingPrices store={store} waiting={waiting} /> : null}
        {sales ? (
          <>
            <SalesFigures sales={sales} />
            <SalesChart sales={sales} />
            <MoverCards store={store} sales={sales} />
          </>
        ) : (
          <>
            <HoldingFigures overview={overview} />
            {overview.monthlyRatings.length > 0 ? <MonthlyRatings months={overview.monthlyRatings} /> : null}
          </>
        )}
        <div className="grid items-start gap-6 lg:grid-cols-2 xl:grid-cols-3">
          <Card
            title={t("segmentsTitle")}
            actions={
              <Button asChild size="sm">
                <Link href={`/${store}/segments`}>{t("start")}</Link>
              </Button>
            }
          >
            {segmentation ? (
              <SegmentShares store={store} segmentation={segmentation} />
            ) : (
              <p className="text-ink-soft text-sm">{t("noSegments")}</p>
            )}
          </Card>
          <FreshnessCard freshness={freshness} />
          <BlindSpots sales={sales} />
        </div>
      </div>
    </>
  );
}
