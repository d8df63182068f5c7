"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Figure, FigureRow } from "@/components/ui/figure";
import { NotEnoughData } from "@/components/ui/not-enough-data";
import { PageHeader } from "@/components/ui/page-header";
import { useFormat } from "@/components/ui/shop-format";
import { useCategoryWord } from "@/components/words/category-words";
import type { ProductPriceView } from "@/lib/contracts/pricing";
import { SUFFICIENT } from "@/lib/domain/pricing/price-sufficiency";
import { CompetitorList } from "./competitor-list";
import { DemandCurves } from "./demand-curves";
import { ModelOpinions } from "./model-opinions";
import { PriceLadders } from "./price-ladders";
import { PriceLearning, type ProposeSetAction } from "./price-learning";
import { PriceSimulator } from "./price-simulator";
import { PriceStep } from "./price-step";
import { PriceWeeks } from "./price-weeks";
import type { AnswerAction } from "./pricing-actions";
import { usePricingWords } from "./use-pricing-words";

export interface ProductPriceProps {
  readonly store: string;
  readonly view: ProductPriceView;
  readonly proposeAction?: AnswerAction | undefined;
  readonly proposeSetAction?: ProposeSetAction | undefined;
}

/** One product's price: what it brings now, what others would, and what speaks for and against each. */
export function ProductPrice({ store, view, proposeAction, proposeSetAction }: ProductPriceProps) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const words = usePricingWords();
  const category = useCategoryWord();
  const { product, elasticity, today, sufficiency } = view;
  const open = view.proposals.find(({ status }) => ["proposed", "approved", "scheduled"].includes(status));
  const decimals = { decimals: 1, fixed: true };
  return (
    <>
      <PageHeader
        title={words.name(product)}
        finding={
          elasticity
            ? t("priceFinding", {
                percent: format.number(Math.abs(elasticity.value), decimals),
                low: format.number(Math.min(-elasticity.low, -elasticity.high), decimals),
                high: format.number(Math.max(-elasticity.low, -elasticity.high), decimals),
              })
            : t("priceFindingNone")
        }
        actions={
          <Button asChild>
            <Link href={`/${store}/products/${product.id}`}>{t("openProduct")}</Link>
          </Button>
        }
      >
        <div className="flex flex-wrap items-center gap-2 text-ink-soft text-sm">
          {product.sku ? <span>{product.sku}</span> : null}
          {product.categories.map((name) => (
            <Badge key={name}>{category(name)}</Badge>
          ))}
          {view.blocked && view.blocked !== "NO_MODEL" ? (
            <Badge tone="outline">{words.none(view.blocked)}</Badge>
          ) : null}
          {open ? (
            <span className="inline-flex flex-wrap items-center gap-2">
              <Badge tone={open.status === "proposed" ? "wait" : "accent"}>
                {t(`status.${open.status}`)}
              </Badge>
              <PriceStep proposal={open} />
              {open.effectiveAt ? (
                <span>{t("effectiveFrom", { time: format.dateTime(open.effectiveAt) })}</span>
              ) : null}
              <Link
                className="text-accent-text underline-offset-4 hover:underline"
                href={`/${store}/pricing/approvals?open=${open.id}`}
              >
                {t("openProposal")}
              </Link>
            </span>
          ) : null}
        </div>
      </PageHeader>
      <div className="flex flex-col gap-6">
        <FigureRow>
          <Figure
            label={t("priceNow")}
            value={format.money(view.priceMinor)}
            note={
              view.prior
                ? t("priorNote", {
                    price: format.money(view.prior.priorMinor),
                    share: format.percent(view.prior.reduction),
                  })
                : undefined
            }
            explanation={view.prior ? t("priorWhat") : undefined}
          />
          <Figure label={t("marginNow")} value={format.percent(view.margin)} explanation={t("marginWhat")} />
          <Figure
            label={t("unitsAhead", { weeks: view.horizonWeeks })}
            value={format.number(today?.units.expected, { decimals: 0 })}
            note={
              today
                ? t("between", {
                    low: format.number(today.units.low, { decimals: 0 }),
                    high: format.number(today.units.high, { decimals: 0 }),
                  })
                : undefined
            }
          />
          <Figure
            label={t("elasticity")}
            value={format.number(elasticity?.value, decimals)}
            note={
              elasticity
                ? t("between", {
                    low: format.number(elasticity.low, decimals),
                    high: format.number(elasticity.high, decimals),
                  })
                : undefined
            }
            explanation={t("elasticityWhat")}
          />
        </FigureRow>
        {sufficiency && !sufficiency.enough ? (
          <Card title={t("scarceTitle")}>
            <NotEnoughData
              title={t("scarceLead")}
              description={t("scarceBody", { share: format.percent(elasticity?.ownWeight) })}
              requirements={[
                { label: t("needPrices"), have: sufficiency.distinctPrices, need: SUFFICIENT.prices },
                { label: t("needWeeks"), have: sufficiency.weeksObserved, need: SUFFICIENT.weeks },
                { label: t("needUnits"), have: sufficiency.units, need: SUFFICIENT.units },
              ]}
              className="py-2"
            />
          </Card>
        ) : null}
        {view.curve.length > 0 ? <DemandCurves view={view} /> : null}
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-6">
            {view.curve.length > 0 ? <PriceSimulator view={view} proposeAction={proposeAction} /> : null}
            <PriceLearning view={view} proposeSetAction={proposeSetAction} />
          </div>
          {view.others.length > 0 ? <ModelOpinions store={store} view={view} /> : null}
        </div>
        <PriceWeeks view={view} />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <CompetitorList view={view} />
          <Card title={t("limitsTitle")}>
            <ul className="flex flex-col gap-1.5 text-sm">
              {view.limits.map((limit) => (
                <li key={limit.kind}>{words.limit(limit)}</li>
              ))}
            </ul>
            <PriceLadders store={store} view={view} />
            <p className="mt-3 text-ink-faint text-xs">{t("endogeneity")}</p>
          </Card>
        </div>
      </div>
    </>
  );
}
