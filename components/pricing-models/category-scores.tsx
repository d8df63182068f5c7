"use client";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useFormat } from "@/components/ui/shop-format";
import { useCategoryWord } from "@/components/words/category-words";
import type { PricingModelReport } from "@/lib/contracts/pricing-models";
import { PRICING_FAMILIES } from "@/lib/domain/pricing/demand-family";

const SHOWN = [...PRICING_FAMILIES, "seasonal naive"] as const;

/** Which family forecasts which category best. */
export function CategoryScores({ report }: { report: PricingModelReport }) {
  const t = useTranslations("pricing-models");
  const format = useFormat();
  const word = useCategoryWord();
  return (
    <Card flush title={t("categories")} description={t("categoriesHint")}>
      <ScrollRegion label={t("categories")} className="border-t">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b text-ink-soft text-xs">
              <th scope="col" className="py-2 pr-3 pl-5 text-left font-medium">
                {t("category")}
              </th>
              {SHOWN.map((model) => (
                <th key={model} scope="col" className="px-3 py-2 text-right font-medium">
                  {t(`models.${model}`)}
                </th>
              ))}
              <th scope="col" className="py-2 pr-5 pl-3 text-right font-medium">
                {t("forecasts")}
              </th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {report.categories.map(({ category, n, scores }) => {
              const wapes = SHOWN.map((model) => scores.find((score) => score.model === model)?.wape ?? null);
              const least = Math.min(...wapes.map((wape) => wape ?? Number.POSITIVE_INFINITY));
              return (
                <tr key={category}>
                  <th scope="row" className="py-2 pr-3 pl-5 text-left font-normal">
                    {word(category)}
                  </th>
                  {SHOWN.map((model, k) => (
                    <td
                      key={model}
                      data-figures
                      className={cn("px-3 py-2 text-right", wapes[k] === least && "font-semibold")}
                    >
                      {format.percent(wapes[k] ?? null)}
                    </td>
                  ))}
                  <td data-figures className="py-2 pr-5 pl-3 text-right text-ink-soft">
                    {format.number(n)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  );
}
