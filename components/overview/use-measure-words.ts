"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ValueFormat } from "@/components/charts/value-format";
import { useFormat } from "@/components/ui/shop-format";
import type { PeriodFigure } from "@/lib/contracts/overview";
import type { OverviewMeasure } from "@/lib/domain/overview/overview-choices";

const FORMATS: Record<OverviewMeasure, ValueFormat> = {
  revenue: { kind: "money" },
  orders: { kind: "number" },
  activeCustomers: { kind: "number" },
  orderValue: { kind: "money" },
};

/** From here on the last two digits of an amount say nothing any more. */
const WHOLE_UNITS_FROM_MINOR = 1_000_000;

/** Relative change, 0.12 = 12 % more; null where there is nothing to compare with. */
export function changeOf({ value, before }: Pick<PeriodFigure, "value" | "before">): number | null {
  return value === null || before === null || before <= 0 ? null : value / before - 1;
}

/** Names, definitions and figures of the overview's measures in the reader's language. */
export function useMeasureWords() {
  const t = useTranslations("overview");
  const format = useFormat();
  return useMemo(
    () => ({
      label: (measure: OverviewMeasure) => t(`measures.${measure}.label`),
      definition: (measure: OverviewMeasure) => t(`measures.${measure}.definition`),
      format: (measure: OverviewMeasure) => FORMATS[measure],
      value: (measure: OverviewMeasure, value: number | null) =>
        FORMATS[measure].kind === "money"
          ? format.money(
              value === null ? null : Math.round(value),
              value !== null && Math.abs(value) >= WHOLE_UNITS_FROM_MINOR ? { decimals: 0 } : {},
            )
          : format.number(value),
    }),
    [t, format],
  );
}
