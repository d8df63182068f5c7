"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import { useCategoryWord } from "@/components/words/category-words";
import type { PolicyChange, PolicyField } from "@/lib/domain/pricing/policy-changes";
import type { LadderProblem, PriceLadder } from "@/lib/domain/pricing/price-ladder";

const SHARES: readonly PolicyField[] = [
  "minimumMargin",
  "maximumChange",
  "minimumChange",
  "siblingGap",
  "selfChange",
  "askBelowMargin",
];
const AMOUNTS: readonly PolicyField[] = ["minimumAdvertisedMinor", "askFromStakeMinor"];

/** Names and values of a policy's fields in the reader's language. @param names of the products that it names */
export function usePolicyWords(names: Readonly<Record<string, string>>) {
  const t = useTranslations("pricing-policies");
  const words = useTranslations("pricing");
  const format = useFormat();
  const category = useCategoryWord();
  const nameOf = (id: string) => names[id] ?? id;
  const ladder = ({ productIds, gap }: PriceLadder) =>
    t(gap > 0 ? "rungsApart" : "rungsInOrder", {
      products: productIds.map(nameOf).join(" < "),
      gap: format.percent(gap, { decimals: 1 }),
    });
  return {
    ladder,
    ladderProblem: ({ kind, contradiction }: LadderProblem): string =>
      t(`ladderProblems.${kind}`, {
        cheaper: nameOf(contradiction?.cheaper ?? ""),
        dearer: nameOf(contradiction?.dearer ?? ""),
        others: format.list((contradiction?.ladders ?? []).map((name) => `“${name}”`)),
      }),
    field: (field: PolicyField) => t(`fields.${field}`),
    value: (field: PolicyField, value: PolicyChange["to"]): string => {
      if (value === undefined) return t(field === "ladder" ? "noLadder" : "asShop");
      if (value === null) return t("none");
      if (field === "autonomy") return words(`autonomyLevels.${value as "act"}`);
      if (typeof value === "number") {
        if (SHARES.includes(field)) return format.percent(value);
        return AMOUNTS.includes(field) ? format.money(value) : format.number(value);
      }
      if (typeof value === "string") return value;
      if ("productIds" in value) return ladder(value);
      if ("against" in value)
        return words(`against.${value.against}`, { share: format.percent(value.mostAbove) });
      if (value.length === 0) return field === "endings" ? words("anyEnding") : t("none");
      return format.list(
        value.map((one) => (typeof one === "number" ? `.${String(one).padStart(2, "0")}` : category(one))),
      );
    },
  };
}
