"use client";
import { useLocale, useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import { useCategoryWord } from "@/components/words/category-words";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { SourceTrace, TraceEntry } from "@/lib/domain/recommendations/trace";

/** A product's place in a list, or why it has none, in the reader's language. */
export function useTraceWords(preview: Pick<RecommendationPreview, "products" | "customer">) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const locale = useLocale();
  const category = useCategoryWord();

  function productName(id: string): string {
    const product = preview.products[id];
    return product?.names[locale.split("-")[0]!] ?? product?.name ?? t("unknownProduct");
  }

  /** Why one source proposed it, with the products that carried the score. */
  function because({ source, because: carriers }: SourceTrace): string {
    const products = format.list(carriers.map(({ productId }) => `“${productName(productId)}”`));
    if (carriers.length === 0) return t(`because.${source}`, { products: "" });
    return t(`becauseOf.${source as "personal" | "together" | "similar" | "looks"}`, { products });
  }

  /** The strongest reason in one sentence. */
  function mainReason(entry: TraceEntry): string {
    const [strongest] = [...entry.sources].sort((a, b) => b.added - a.added);
    const via = entry.outcome.shown ? entry.outcome.via.kind : "score";
    if (via === "pin") return t("via.pin");
    if (!strongest) return via === "score" ? t("via.fallback") : t(`via.${via}`);
    return because(strongest);
  }

  /** How it came to its place, or why it has none. @param filterText what a filter is called, by its id */
  function outcome({ outcome: { ...result } }: TraceEntry, filterText: (ruleId: string) => string): string {
    if (result.shown) {
      const { via } = result;
      return via.kind === "kept-place"
        ? t("via.kept-place", { source: t(`sources.${via.source}`) })
        : t(`via.${via.kind}`);
    }
    const { removal } = result;
    switch (removal.reason) {
      case "bought":
        return t("removal.bought", { day: format.day(removal.at) });
      case "filter":
        return t("removal.filter", { rule: filterText(removal.ruleId) });
      case "category-cap":
        return t("removal.category-cap", { key: category(removal.key) });
      case "brand-cap":
        return t("removal.brand-cap", { key: removal.key });
      case "variant":
        return t("removal.variant", { product: productName(removal.key) });
      case "below":
        return removal.buried ? t("removal.buried") : t("removal.below", { rank: removal.rank });
      case "not-drawn":
        return t("removal.not-drawn", { rank: removal.rank });
      default:
        return t(`removal.${removal.reason}`);
    }
  }

  return { productName, because, mainReason, outcome };
}
