"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import type { ProductPriceView } from "@/lib/contracts/pricing";

/** What each family of models would ask, beside the one that proposes. */
export function ModelOpinions({ view }: { view: ProductPriceView }) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const feasible = view.curve.filter(
    ({ priceMinor }) => priceMinor >= (view.leastMinor ?? 0) && priceMinor <= (view.mostMinor ?? 0),
  );
  const own = feasible.reduce<(typeof feasible)[number] | undefined>(
    (best, outcome) => (best && best.profitMinor.expected >= outcome.profitMinor.expected ? best : outcome),
    undefined,
  );
  const rows = [
    { model: "log-log", bestMinor: own?.priceMinor ?? null, shareOfOptimum: undefined },
    ...view.others,
  ];
  return (
    <Card title={t("opinions")} description={t("opinionsHint")}>
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b text-ink-soft text-xs">
            <th scope="col" className="py-1.5 text-left font-medium">
              {t("model")}
            </th>
            <th scope="col" className="py-1.5 text-right font-medium">
              {t("wouldAsk")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ model, bestMinor, shareOfOptimum }) => (
            <tr key={model} className="border-b last:border-0">
              <th scope="row" className="py-2 text-left font-normal">
                {t(`models.${model as "log-log"}`)}{" "}
                {model === "log-log" ? <Badge tone="accent">{t("proposes")}</Badge> : null}
                {shareOfOptimum === undefined ? null : (
                  <span className="block text-ink-faint text-xs">
                    {t("shareOfOptimum", { share: format.percent(shareOfOptimum) })}
                  </span>
                )}
              </th>
              <td data-figures className="py-2 text-right">
                {format.money(bestMinor)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
