"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";
import {
  CUSTOMER_FEATURES,
  type FeatureName,
  parseFeatureColumn,
} from "@/lib/domain/features/customer-features";
import { useCategoryWord } from "./category-words";

/** Names and figures of customer features in the reader's language, by feature or by a profile's column. */
export function useFeatureWords() {
  const t = useTranslations("features");
  const format = useFormat();
  const productCategory = useCategoryWord();
  return useMemo(() => {
    /** A category's word; one that we have no word for stays as the shop wrote it. */
    function category(value: string): string {
      return value === "female" || value === "male" ? t(`values.${value}`) : value;
    }

    /** The word that a column of one feature stands for. */
    function part(feature: FeatureName, value: string): string {
      return feature === "categoryShares" ? productCategory(value) : category(value);
    }

    function label(column: string): string {
      const parsed = parseFeatureColumn(column);
      if (!parsed) return column;
      const name = t(`${parsed.feature}.label`);
      return parsed.value === null ? name : `${name}: ${part(parsed.feature, parsed.value)}`;
    }

    function value(column: string, figure: number | string | null): string {
      if (figure === null) return "–";
      const parsed = parseFeatureColumn(column);
      if (typeof figure === "string") return parsed ? part(parsed.feature, figure) : figure;
      if (parsed?.value) return format.percent(figure, { decimals: 0 });
      const unit = parsed && CUSTOMER_FEATURES[parsed.feature].unit;
      if (unit === "stars") return format.number(figure, { decimals: 2, fixed: true });
      if (unit === "share") return format.percent(figure, { decimals: 0 });
      if (unit === "money") return format.money(Math.round(figure));
      return format.number(figure, { decimals: Math.abs(figure) < 10 ? 1 : 0 });
    }
    return { label, value, category, part };
  }, [t, format, productCategory]);
}
