"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { LineChart } from "@/components/charts/line-chart";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import type { ModelCurveView, ProductPriceView } from "@/lib/contracts/pricing";

/** What each family of models would ask and expects, the one that proposes among them. */
export function ModelOpinions({ store, view }: { store: string; view: ProductPriceView }) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const curves = useMemo(() => view.others.filter(({ points }) => points.length > 0), [view.others]);
  const series = useMemo(() => {
    return curves.map(({ model, proposes, points }, k) => ({
      key: model,
      name: t(`models.${model as "log-log"}`),
      colour: proposes ? ("accent" as const) : k + 1,
      points: points.map(({ priceMinor, profitMinor }) => ({ x: priceMinor, y: profitMinor })),
    }));
  }, [curves, t]);
  return (
    <Card
      title={t("opinions")}
      description={t("opinionsHint")}
      footer={
        <Link
          className="text-accent-text underline-offset-4 hover:underline"
          href={`/${store}/pricing/models`}
        >
          {t("openModels")}
        </Link>
      }
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b text-ink-soft text-xs">
            <th scope="col" className="py-1.5 text-left font-medium">
              {t("model")}
            </th>
            <th scope="col" className="py-1.5 pl-3 text-right font-medium">
              {t("elasticity")}
            </th>
            <th scope="col" className="py-1.5 pl-3 text-right font-medium">
              {t("wouldAsk")}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.others.map((other) => (
            <tr key={other.model} className="border-b last:border-0">
              <th scope="row" className="py-2 text-left font-normal">
                {t(`models.${other.model as "log-log"}`)}{" "}
                {other.proposes ? <Badge tone="accent">{t("proposes")}</Badge> : null}
                <Doubt model={other} />
              </th>
              <td data-figures className="py-2 pl-3 text-right align-top">
                {other.elasticity === null
                  ? "–"
                  : format.number(other.elasticity, { decimals: 1, fixed: true })}
              </td>
              <td data-figures className="py-2 pl-3 text-right align-top">
                {format.money(other.bestMinor)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {series.length > 1 ? (
        <div className="mt-4">
          <LineChart
            bare
            title={t("opinionsChart")}
            subtitle={t("opinionsMeasure", { weeks: view.horizonWeeks })}
            fileName={`price-models-${view.product.sku ?? view.product.id}`}
            series={series}
            x={{ kind: "number", label: t("price"), format: { kind: "money" } }}
            y={{ kind: "money" }}
            heightPx={200}
          />
        </div>
      ) : null}
    </Card>
  );
}

function Doubt({ model }: { model: ModelCurveView }) {
  const t = useTranslations("pricing");
  const format = useFormat();
  if (model.credible === false)
    return <span className="block text-ink-faint text-xs">{t("notCredible")}</span>;
  if (model.shareOfOptimum === null) return null;
  return (
    <span className="block text-ink-faint text-xs">
      {t("shareOfOptimum", { share: format.percent(model.shareOfOptimum) })}
      {model.leastShare === null ? null : ` ${t("leastShare", { share: format.percent(model.leastShare) })}`}
    </span>
  );
}
