"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import { type PolicyRule, rulesOf, withoutRule, withRule } from "@/lib/domain/recommendations/policy-rules";
import { holdsAt } from "@/lib/domain/recommendations/product-match";
import { useRuleWords } from "./use-rule-words";

const RuleForm = dynamic(() => import("./rule-form").then((module) => module.RuleForm), { ssr: false });

export interface PolicyRulesProps {
  readonly preview: RecommendationPreview;
  readonly policy: RankingPolicy;
  readonly onChange: (policy: RankingPolicy) => void;
}

/** Filters, boosts, pins and buries: each in a sentence with its days, to be changed, taken away or added to. */
export function PolicyRules({ preview, policy, onChange }: PolicyRulesProps) {
  const t = useTranslations("recommendations");
  const { ruleText, ruleDays } = useRuleWords(preview);
  const [open, setOpen] = useState<PolicyRule | "new" | null>(null);
  const now = new Date(preview.now);
  const rules = rulesOf(policy);
  return (
    <>
      {rules.length === 0 ? <p className="text-ink-soft text-sm">{t("rules.none")}</p> : null}
      <ul className="flex flex-col gap-2.5 text-sm">
        {rules.map((rule) => {
          const holds = holdsAt({ from: rule.from ?? undefined, until: rule.until ?? undefined }, now);
          return (
            <li key={`${rule.kind}/${rule.id}`} className="flex items-start justify-between gap-2">
              <span className="flex min-w-0 flex-col">
                <span>{ruleText(rule)}</span>
                <span className="flex flex-wrap gap-x-2 text-ink-soft text-xs">
                  {ruleDays(rule)}
                  {holds ? null : <Badge tone="outline">{t("rules.rests")}</Badge>}
                </span>
              </span>
              <span className="flex shrink-0 flex-col items-end">
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t("rules.changeThis", { rule: ruleText(rule) })}
                  onClick={() => setOpen(rule)}
                >
                  {t("rules.change")}
                </Button>
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t("rules.removeThis", { rule: ruleText(rule) })}
                  onClick={() => {
                    onChange(withoutRule(policy, rule));
                    setOpen(null);
                  }}
                >
                  {t("rules.remove")}
                </Button>
              </span>
            </li>
          );
        })}
      </ul>
      {open ? (
        <RuleForm
          key={open === "new" ? "new" : `${open.kind}/${open.id}`}
          preview={preview}
          rule={open === "new" ? undefined : open}
          onCancel={() => setOpen(null)}
          onPut={(rule) => {
            onChange(withRule(open === "new" ? policy : withoutRule(policy, open), rule));
            setOpen(null);
          }}
        />
      ) : (
        <Button size="sm" className="self-start" onClick={() => setOpen("new")}>
          {t("rules.add")}
        </Button>
      )}
    </>
  );
}
