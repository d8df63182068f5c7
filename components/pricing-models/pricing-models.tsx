"use client";
import BrainCircuit from "lucide-react/icons/brain-circuit";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Figure, FigureRow } from "@/components/ui/figure";
import { PageHeader } from "@/components/ui/page-header";
import { useFormat } from "@/components/ui/shop-format";
import type { PricingModelReport } from "@/lib/contracts/pricing-models";
import { BacktestTable, type PromoteAction } from "./backtest-table";
import { CategoryScores } from "./category-scores";
import { CollusionCard } from "./collusion-card";
import { LearnerStress } from "./learner-stress";

export interface PricingModelsProps {
  readonly store: string;
  readonly report: PricingModelReport | null;
  readonly promoteAction?: PromoteAction | undefined;
}

/** The families that say how demand follows price: how they were judged, which proposes, and what they cannot say. */
export function PricingModels({ store, report, promoteAction }: PricingModelsProps) {
  const t = useTranslations("pricing-models");
  const format = useFormat();
  if (!report)
    return (
      <>
        <PageHeader title={t("title")} finding={t("findingNone")} />
        <Card>
          <EmptyState
            icon={<BrainCircuit aria-hidden="true" />}
            title={t("emptyTitle")}
            description={t("emptyBody")}
            action={
              <Button asChild variant="primary">
                <Link href={`/${store}/pricing/approvals`}>{t("openApprovals")}</Link>
              </Button>
            }
          />
        </Card>
      </>
    );
  const family = t(`models.${report.proposes}`);
  const wapeOf = (model: string) =>
    format.percent(report.scores.find((score) => score.model === model)?.wape ?? null, { decimals: 1 });
  return (
    <>
      <PageHeader
        title={t("title")}
        finding={
          report.scores.length > 0
            ? t("finding", {
                ...{ family, origins: report.origins, wape: wapeOf(report.proposes) },
                naive: wapeOf("seasonal naive"),
              })
            : t("findingUnjudged", { family })
        }
      />
      <div className="flex flex-col gap-6">
        <FigureRow>
          <Figure
            label={t("proposing")}
            value={family}
            note={
              report.chosen
                ? t("chosenBy", { name: report.chosen.byName, time: format.date(report.chosen.at) })
                : t("byBacktest")
            }
          />
          <Figure
            label={t("learned")}
            value={format.date(report.madeAt)}
            note={t("learnedVersion", { version: report.version })}
          />
          <Figure
            label={t("judgedProducts")}
            value={format.number(report.judged)}
            note={t("judgedHint", { weeks: report.weeks })}
          />
          <Figure
            label={t("enough")}
            value={format.number(report.productsEnough)}
            note={t("enoughOf", { products: format.number(report.products) })}
          />
        </FigureRow>
        {report.scores.length > 0 ? <BacktestTable report={report} promoteAction={promoteAction} /> : null}
        <Card title={t("endogeneityTitle")}>
          <p className="max-w-prose text-sm">{t("endogeneity")}</p>
        </Card>
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <LearnerStress report={report} />
          {report.collusion ? <CollusionCard store={store} collusion={report.collusion} /> : null}
        </div>
        {report.categories.length > 1 ? <CategoryScores report={report} /> : null}
      </div>
    </>
  );
}
