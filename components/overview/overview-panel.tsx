"use client";
import { ChartNoAxesCombined } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { useFormat } from "@/components/ui/shop-format";
import type { Overview } from "@/lib/contracts/overview";
import type { SegmentationView } from "@/lib/contracts/segments";
import { MonthlyRatings } from "./monthly-ratings";
import { MonthlyRevenue } from "./monthly-revenue";
import { HoldingFigures, SalesFigures } from "./overview-figures";
import { SegmentShares } from "./segment-shares";

export interface OverviewPanelProps {
  readonly store: string;
  readonly overview: Overview;
  /** The newest one. */
  readonly segmentation?: SegmentationView | undefined;
}

/** The shop on one screen: how much it holds, when it was active, who its customers are. */
export function OverviewPanel({ store, overview, segmentation }: OverviewPanelProps) {
  const t = useTranslations("overview");
  const format = useFormat();
  if (overview.customers === 0)
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
  const { customers, products, ratings } = overview;
  return (
    <>
      <PageHeader
        title={t("title")}
        finding={
          overview.sales
            ? t("findingSales", {
                revenue: format.money(overview.sales.now.revenueMinor),
                orders: overview.sales.now.orders,
                buyers: overview.sales.now.buyers,
              })
            : t("finding", {
                customers: format.number(customers),
                ratings: format.number(ratings),
                products: format.number(products),
              })
        }
      />
      <div className="flex flex-col gap-6">
        {overview.sales ? (
          <SalesFigures sales={overview.sales} months={overview.monthlyRevenue} />
        ) : (
          <HoldingFigures overview={overview} />
        )}
        {overview.monthlyRevenue.length > 0 ? (
          <MonthlyRevenue months={overview.monthlyRevenue} />
        ) : overview.monthlyRatings.length > 0 ? (
          <MonthlyRatings months={overview.monthlyRatings} />
        ) : null}
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
      </div>
    </>
  );
}
