"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";
import { CUSTOMER_FEATURES, parseFeatureColumn } from "@/lib/domain/features/customer-features";

/** Names, definitions and figures of features in the reader's language. */
export function useFeatureWords() {
  const t = useTranslations("features");
  const format = useFormat();
  return useMemo(() => {
    function label(column: string): string {
      const parsed = parseFeatureColumn(column);
      if (!parsed) return column;
      const name = t(`${parsed.feature}.label`);
      return parsed.value === null ? name : `${name}: ${parsed.value}`;
    }
    function value(column: string, figure: number | null): string {
      if (figure === null) return "–";
      const parsed = parseFeatureColumn(column);
      if (!parsed) return format.number(figure, { decimals: 2 });
      if (parsed.value !== null) return format.percent(figure, { decimals: 0 });
      switch (CUSTOMER_FEATURES[parsed.feature].unit) {
        case "stars":
          return format.number(figure, { decimals: 2, fixed: true });
        case "ratings":
        case "days":
        case "years":
          return format.number(figure, { decimals: figure < 10 ? 1 : 0 });
        default:
          return format.number(figure, { decimals: 2 });
      }
    }
    return { label, value };
  }, [t, format]);
}
