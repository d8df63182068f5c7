"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import { rulesOf, withoutRule, withRule } from "@/lib/domain/recommendations/policy-rules";
import { holdsAt } from "@/lib/domain/recommendations/product-match";
import { useRuleWords } from "./use-rule-words";

const RuleForm = dynamic(() => import("./rule-form").then((module) => module.RuleForm), { ssr: false });

export interface PolicyRulesProps {
  readonly preview: RecommendationPreview;
  readonly policy: RankingPolicy;
  readonly onChange: (policy: RankingPolicy) => void;
}

/** Filters, boosts, pins and buries: each in a sentence with its days, to be taken away or added to. */
export function PolicyRules({ preview, policy, onChange }: PolicyRulesProps) {
  const t = useTranslations("recommendations");
  const { ruleText, ruleDays } = useRuleWords(preview);
  const [adding, setAdding] = useState(false);
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
              <Button
                size="sm"
                variant="ghost"
                aria-label={t("rules.removeThis", { rule: ruleText(rule) })}
                onClick={() => onChange(withoutRule(policy, rule))}
              >
                {t("rules.remove")}
              </Button>
            </li>
          );
        })}
      </ul>
      {adding ? (
        <RuleForm
          preview={preview}
          onCancel={() => setAdding(false)}
          onAdd={(rule) => {
            onChange(withRule(policy, rule));
            setAdding(false);
          }}
        />
      ) : (
        <Button size="sm" className="self-start" onClick={() => setAdding(true)}>
          {t("rules.add")}
        </Button>
      )}
    </>
  );
}
