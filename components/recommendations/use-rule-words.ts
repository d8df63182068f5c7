"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import { useCategoryWord } from "@/components/words/category-words";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { ProductMatch } from "@/lib/domain/recommendations/policy";
import type { PolicyRule } from "@/lib/domain/recommendations/policy-rules";
import { useTraceWords } from "./use-trace-words";

/** A rule of a policy as a sentence, in the reader's language. */
export function useRuleWords(preview: Pick<RecommendationPreview, "products" | "customer">) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const category = useCategoryWord();
  const { productName } = useTraceWords(preview);

  /** Which goods a rule speaks of. */
  function goodsText(match: ProductMatch): string {
    const { productIds, categories, brands, tags, priceFromMinor, priceToMinor } = match;
    const parts = [
      ...(productIds ? [format.list(productIds.map((id) => `“${productName(id)}”`))] : []),
      ...(categories ? [t("rules.ofCategory", { names: format.list(categories.map(category)) })] : []),
      ...(brands ? [t("rules.ofBrand", { names: format.list([...brands]) })] : []),
      ...(tags ? [t("rules.ofTag", { names: format.list([...tags]) })] : []),
      ...(priceFromMinor === undefined
        ? []
        : [t("rules.fromPrice", { price: format.money(priceFromMinor) })]),
      ...(priceToMinor === undefined ? [] : [t("rules.toPrice", { price: format.money(priceToMinor) })]),
    ];
    return parts.length > 0 ? format.list(parts) : t("rules.everything");
  }

  /** What the rule does. */
  function ruleText(rule: PolicyRule): string {
    const what = goodsText(rule.match);
    switch (rule.kind) {
      case "boost":
        return t("rules.says.boost", { what, amount: format.percent(rule.amount, { signed: true }) });
      case "pin":
        return t("rules.says.pin", { what, place: rule.place ?? 1 });
      default:
        return t(`rules.says.${rule.kind}`, { what });
    }
  }

  /** The days on which it holds; empty for always. */
  function ruleDays({ from, until }: PolicyRule): string {
    const first = from === null ? null : format.day(from);
    // Its end is not included: the day before is the last.
    const last = until === null ? null : format.day(Date.parse(until) - 1);
    if (first === null) return last === null ? "" : t("rules.until", { last });
    return last === null ? t("rules.from", { first }) : t("rules.between", { first, last });
  }

  function withDays(text: string, rule: PolicyRule): string {
    const days = ruleDays(rule);
    return days === "" ? text : t("rules.withDays", { text, days });
  }

  /** The rule with its days in one line. */
  function ruleSentence(rule: PolicyRule): string {
    return withDays(ruleText(rule), rule);
  }

  /** A boost without its amount, where what it added stands beside it. */
  function boostName(rule: PolicyRule): string {
    const what = withDays(goodsText(rule.match), rule);
    return t((rule.amount ?? 0) < 0 ? "rules.lowers" : "rules.lifts", { what });
  }

  return { goodsText, ruleText, ruleDays, ruleSentence, boostName };
}
