"use client";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import type { PricingModelReport } from "@/lib/contracts/pricing-models";

/** What a policy learned on the fitted season keeps of the optimum where the season is another. */
export function LearnerStress({ report }: { report: PricingModelReport }) {
  const t = useTranslations("pricing-models");
  const format = useFormat();
  const { stress } = report;
  const percent = (value: number) => format.percent(value, { decimals: 1, fixed: true });
  const others = stress.filter(({ world }) => world !== "as-fitted");
  const fitted = stress.find(({ world }) => world === "as-fitted");
  if (!fitted || others.length === 0)
    return (
      <Card title={t("learning")}>
        <p className="text-ink-soft text-sm">{t("learningNone")}</p>
      </Card>
    );
  return (
    <Card
      title={t("learning")}
      description={t("learningFinding", {
        ...{ fitted: percent(fitted.learned), worlds: others.length },
        worst: percent(Math.min(...others.map(({ learned }) => learned))),
      })}
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b text-ink-soft text-xs">
            <th scope="col" className="py-1.5 text-left font-medium">
              {t("world")}
            </th>
            {(["learnedShare", "lowestShare", "fixedShare"] as const).map((column) => (
              <th key={column} scope="col" className="py-1.5 pl-3 text-right font-medium">
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {stress.map((row) => (
            <tr key={row.world}>
              <th scope="row" className="py-2 text-left font-normal">
                {t(`worlds.${row.world as "shocks"}`)}
              </th>
              {[row.learned, row.lowest, row.fixed].map((share, k) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns in a fixed order
                <td key={k} data-figures className="py-2 pl-3 text-right">
                  {percent(share)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {fitted.fixed >= fitted.learned ? <p className="mt-3 text-sm">{t("learningFixed")}</p> : null}
      <p className="mt-3 text-ink-faint text-xs">{t("learningHint", { products: fitted.products })}</p>
    </Card>
  );
}
