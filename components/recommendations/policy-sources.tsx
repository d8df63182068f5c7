"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { SOURCES, type Source } from "@/lib/domain/recommendations/placements";
import type { RankingPolicy, SourceRule } from "@/lib/domain/recommendations/policy";
import { ShareSlider } from "./share-slider";
import { WholeNumber } from "./whole-number";

export interface PolicySourcesProps {
  readonly policy: RankingPolicy;
  readonly onChange: (policy: RankingPolicy) => void;
}

const ADDED = { weight: 0.3, limit: 40, places: 0 } as const;

/** Which sources propose, with what say, how many of theirs are taken and how many places are kept for them. */
export function PolicySources({ policy, onChange }: PolicySourcesProps) {
  const t = useTranslations("recommendations");
  const missing = SOURCES.filter((source) => policy.sources.every((rule) => rule.source !== source));
  const put = (sources: readonly SourceRule[]) => onChange({ ...policy, sources });
  return (
    <fieldset className="flex flex-col gap-3.5">
      <legend className="mb-3 font-medium text-sm">{t("sourcesTitle")}</legend>
      {policy.sources.map((rule, k) => {
        const name = t(`sources.${rule.source}`);
        const change = (part: Partial<SourceRule>) => put(policy.sources.with(k, { ...rule, ...part }));
        return (
          <div key={rule.source} className="flex flex-col gap-1">
            <ShareSlider label={name} value={rule.weight} onChange={(weight) => change({ weight })} />
            <details className="text-sm">
              <summary className="cursor-pointer text-ink-faint text-xs">
                {t("sourceQuota", { limit: rule.limit, places: rule.places })}
              </summary>
              <div className="mt-2 grid grid-cols-2 gap-2">
                <WholeNumber
                  {...{ label: t("sourceLimit"), value: rule.limit, least: 0, most: 120 }}
                  onChange={(limit) => change({ limit: limit ?? 0 })}
                />
                <WholeNumber
                  {...{ label: t("sourcePlaces"), value: rule.places, least: 0, most: 20 }}
                  onChange={(places) => change({ places: places ?? 0 })}
                />
                <Button
                  size="sm"
                  variant="ghost"
                  className="col-span-2 justify-self-start"
                  onClick={() => put(policy.sources.filter((other) => other !== rule))}
                >
                  {t("sourceRemove", { source: name })}
                </Button>
              </div>
            </details>
          </div>
        );
      })}
      {missing.length > 0 ? (
        <Select
          aria-label={t("sourceAdd")}
          placeholder={t("sourceAdd")}
          options={missing.map((value) => ({ value, label: t(`sources.${value}`) }))}
          value={undefined as Source | undefined}
          onValueChange={(source) => put([...policy.sources, { source, ...ADDED }])}
          key={missing.join()}
        />
      ) : null}
    </fieldset>
  );
}
