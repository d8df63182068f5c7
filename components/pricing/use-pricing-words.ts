"use client";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";
import { type BrokenRule, endingText, isLine } from "@/lib/domain/pricing/broken-rules";
import type { PriceLimit } from "@/lib/domain/pricing/price-limit";
import type { NoProposal, ProposalEvidence } from "@/lib/domain/pricing/price-proposal";
import { languageOf, nameIn, type TranslatedName } from "@/lib/domain/products/product-language";

/** Names and sentences of pricing in the reader's language. */
export function usePricingWords() {
  const t = useTranslations("pricing");
  const locale = useLocale();
  const format = useFormat();
  return useMemo(() => {
    const name = (product: TranslatedName) => nameIn(product, languageOf(locale));
    const limit = ({ kind, minor, neighbour }: PriceLimit) =>
      t(`limits.${kind}`, {
        price: format.money(minor),
        // Older evidence does not name whose line it is.
        product: neighbour ? name(neighbour) : "none",
        ladder: neighbour?.ladder ?? "",
      });
    return {
      name,
      limit,
      /** A rule that a price breaks, with what it allows. */
      broken: (rule: BrokenRule): string => {
        if (isLine(rule)) return limit(rule);
        if (rule.kind === "step") return t("rules.step", { price: format.money(rule.minor) });
        if (rule.kind === "rest") return t("rules.rest", { days: rule.days, passed: rule.passed });
        return t("rules.ending", { endings: rule.endings.map(endingText).join(", ") });
      },
      none: (reason: NoProposal) => t(`none.${reason}`),
      /** What speaks against a change, as sentences. */
      doubts: ({ objections, chanceOfLoss, sufficiency, gainMinor }: ProposalEvidence): string[] => [
        ...(gainMinor === null ? [t("doubts.noModel")] : []),
        ...(chanceOfLoss === null ? [] : [t("doubts.loss", { chance: format.chance(chanceOfLoss) })]),
        ...(sufficiency && !sufficiency.enough
          ? [
              t("doubts.scarce", {
                prices: sufficiency.distinctPrices,
                weeks: sufficiency.weeksObserved,
                units: format.number(sufficiency.units),
              }),
            ]
          : []),
        ...objections
          .filter((objection) => objection !== "AUTONOMY_OFF")
          .map((objection) => t(`objections.${objection}`)),
      ],
    };
  }, [t, locale, format]);
}
