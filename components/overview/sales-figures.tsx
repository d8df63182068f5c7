"use client";
import { useTranslations } from "next-intl";
import { Figure, FigureRow } from "@/components/ui/figure";
import { useFormat } from "@/components/ui/shop-format";
import type { SalesOverview } from "@/lib/contracts/overview";
import { OVERVIEW_MEASURES, type OverviewMeasure } from "@/lib/domain/overview/overview-choices";
import { changeOf, useMeasureWords } from "./use-measure-words";

/** The period's four figures, each against the period before, the year before, and chance. */
export function SalesFigures({ sales }: { sales: SalesOverview }) {
  const t = useTranslations("overview");
  const format = useFormat();
  const words = useMeasureWords();
  const noteOf = (measure: OverviewMeasure) => {
    const { value, before, yearBefore, beyondChance } = sales.figures[measure];
    const onYear = changeOf({ value, before: yearBefore });
    const notes = [
      before === null ? t("noPeriodBefore") : beyondChance === false ? t("couldBeChance") : null,
      onYear === null ? null : t("onYear", { change: format.percent(onYear, { signed: true, decimals: 0 }) }),
      measure === "activeCustomers" ? t("ofThemBought", { count: sales.buyers }) : null,
    ];
    return notes.filter(Boolean).join(" · ");
  };
  return (
    <FigureRow>
      {OVERVIEW_MEASURES.map((measure) => (
        <Figure
          key={measure}
          label={words.label(measure)}
          value={words.value(measure, sales.figures[measure].value)}
          {...(sales.figures[measure].before === null
            ? {}
            : {
                delta: {
                  change: changeOf(sales.figures[measure]),
                  against: t("periodBefore", { days: sales.days }),
                  goodWhen: sales.figures[measure].beyondChance ? "up" : "neither",
                } as const,
              })}
          note={noteOf(measure)}
          trend={sales.daily.map(({ now }) => now[measure])}
          explanation={words.definition(measure)}
        />
      ))}
    </FigureRow>
  );
}
