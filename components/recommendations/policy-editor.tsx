"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import { type RankingPolicy, WEIGHT_NAMES } from "@/lib/domain/recommendations/policy";
import { rulesOf } from "@/lib/domain/recommendations/policy-rules";
import { PolicyLimits } from "./policy-limits";
import { PolicyRules } from "./policy-rules";
import { PolicySources } from "./policy-sources";
import { ShareSlider } from "./share-slider";

export interface PolicyEditorProps {
  readonly preview: RecommendationPreview;
  readonly policy: RankingPolicy;
  readonly onChange: (policy: RankingPolicy) => void;
}

/** Everything a placement's policy says, to be changed while the list is watched. */
export function PolicyEditor({ preview, policy, onChange }: PolicyEditorProps) {
  const t = useTranslations("recommendations");
  return (
    <Card title={t("policy")} description={t("policyHint")}>
      <div className="flex flex-col gap-5">
        <fieldset className="flex flex-col gap-3.5">
          <legend className="mb-3 font-medium text-sm">{t("weights")}</legend>
          {WEIGHT_NAMES.map((name) => (
            <ShareSlider
              key={name}
              label={t(`weight.${name}`)}
              value={policy.weights[name]}
              onChange={(value) => onChange({ ...policy, weights: { ...policy.weights, [name]: value } })}
            />
          ))}
        </fieldset>
        <PolicySources policy={policy} onChange={onChange} />
        <Part title={t("rules.title", { count: rulesOf(policy).length })}>
          <PolicyRules preview={preview} policy={policy} onChange={onChange} />
        </Part>
        <Part title={t("limits.title")}>
          <PolicyLimits policy={policy} onChange={onChange} />
        </Part>
      </div>
    </Card>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="border-t pt-4">
      <summary className="cursor-pointer font-medium text-sm">{title}</summary>
      <div className="mt-3.5 flex flex-col gap-3.5">{children}</div>
    </details>
  );
}
