"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import { diffPolicies, type PolicyChange } from "@/lib/domain/recommendations/diff-policies";
import { SOURCES } from "@/lib/domain/recommendations/placements";
import { type RankingPolicy, WEIGHT_NAMES } from "@/lib/domain/recommendations/policy";
import { diffRules } from "@/lib/domain/recommendations/policy-rules";
import { useRuleWords } from "./use-rule-words";

export interface PolicyChangesProps {
  readonly preview: Pick<RecommendationPreview, "products" | "customer">;
  readonly before: RankingPolicy;
  readonly after: RankingPolicy;
}

/** How many settings and rules of two policies differ. */
export function countChanges(before: RankingPolicy, after: RankingPolicy): number {
  return diffPolicies(before, after).length + diffRules(before, after).length;
}

/** Settings and rules that differ, from what to what. */
export function PolicyChanges({ preview, before, after }: PolicyChangesProps) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const { ruleSentence: sentence } = useRuleWords(preview);
  const nameOf = (path: string): string => {
    const [part, name, setting] = path.split(".");
    const weight = WEIGHT_NAMES.find((one) => one === name);
    const source = SOURCES.find((one) => one === name);
    if (part === "weights" && weight) return t(`weight.${weight}`);
    if (part === "sources" && source)
      return t(`sourceSettings.${setting as "weight" | "limit" | "places" | "source"}`, {
        source: t(`sources.${source}`),
      });
    if (part === "caps") return t(`caps.${name as "category" | "brand" | "group"}`);
    if (path === "bought.rule") return t("boughtBack");
    if (path === "bought.withinDays") return t("boughtDays");
    if (part === "bought") return t("boughtExcept", { category: name === undefined ? "" : (name ?? "") });
    if (path === "exploration.share") return t("exploreShare");
    return path === "exploration.pool" ? t("explorePool") : t("exploreNewcomers");
  };
  const isShare = (path: string) =>
    path.startsWith("weights.") || path.endsWith(".weight") || path.endsWith(".share");
  const say = (path: string, value: PolicyChange["before"]): string => {
    if (value === null) return path.startsWith("caps.") ? t("noCap") : t("noValue");
    if (typeof value === "number")
      return isShare(path) ? format.percent(value, { decimals: 0 }) : format.number(value);
    if (path.endsWith(".source") || path.startsWith("bought.except")) return t("yes");
    if (value === "allow") return t("yes");
    return value === "never" ? t("no") : String(value);
  };
  return (
    <div className="flex flex-col gap-2 text-sm">
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5">
        {diffPolicies(before, after).map((change) => (
          <div key={change.path} className="contents">
            <dt className="text-ink-soft">{nameOf(change.path)}</dt>
            <dd className="text-right tabular-nums">
              {say(change.path, change.before)} →{" "}
              <span className="font-medium">{say(change.path, change.after)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <ul className="flex flex-col gap-1.5">
        {diffRules(before, after).map((change) => {
          const rule = (change.after ?? change.before)!;
          return (
            <li key={`${rule.kind}/${rule.id}`}>
              {change.before ? <del className="text-ink-faint">{sentence(change.before)}</del> : null}{" "}
              {change.after ? <ins className="font-medium no-underline">{sentence(change.after)}</ins> : null}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
