"use client";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useFormat } from "@/components/ui/shop-format";
import { Slider } from "@/components/ui/slider";
import { Switch } from "@/components/ui/switch";
import { type RankingPolicy, WEIGHT_NAMES } from "@/lib/domain/recommendations/policy";

export interface PolicySlidersProps {
  readonly policy: RankingPolicy;
  readonly onChange: (policy: RankingPolicy) => void;
}

const CAPS = ["1", "2", "3", "4", "6", "none"] as const;

/** The policy's numbers, to be moved while the list is watched. */
export function PolicySliders({ policy, onChange }: PolicySlidersProps) {
  const t = useTranslations("recommendations");
  return (
    <Card title={t("policy")} description={t("policyHint")}>
      <div className="flex flex-col gap-6">
        <fieldset className="flex flex-col gap-3.5">
          <legend className="mb-3 font-medium text-sm">{t("weights")}</legend>
          {WEIGHT_NAMES.map((name) => (
            <Weight
              key={name}
              label={t(`weight.${name}`)}
              value={policy.weights[name]}
              onChange={(value) => onChange({ ...policy, weights: { ...policy.weights, [name]: value } })}
            />
          ))}
        </fieldset>
        <fieldset className="flex flex-col gap-3.5">
          <legend className="mb-3 font-medium text-sm">{t("sourcesTitle")}</legend>
          {policy.sources.map((rule, k) => (
            <Weight
              key={rule.source}
              label={t(`sources.${rule.source}`)}
              value={rule.weight}
              onChange={(weight) =>
                onChange({ ...policy, sources: policy.sources.with(k, { ...rule, weight }) })
              }
            />
          ))}
        </fieldset>
        <Field label={t("categoryCap")}>
          <Select
            options={CAPS.map((value) => ({ value, label: value === "none" ? t("noCap") : value }))}
            value={(policy.caps.category === null ? "none" : String(policy.caps.category)) as "1"}
            onValueChange={(value: string) =>
              onChange({
                ...policy,
                caps: { ...policy.caps, category: value === "none" ? null : Number(value) },
              })
            }
          />
        </Field>
        <Field inline label={t("boughtBack")}>
          <Switch
            checked={policy.bought.rule === "allow"}
            onCheckedChange={(allow) =>
              onChange({ ...policy, bought: { ...policy.bought, rule: allow ? "allow" : "never" } })
            }
          />
        </Field>
      </div>
    </Card>
  );
}

function Weight({
  label,
  value,
  onChange,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
}) {
  const format = useFormat();
  return (
    <div className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1 text-sm">
      <span className="truncate text-ink-soft">{label}</span>
      <span className="tabular-nums">{format.percent(value, { decimals: 0 })}</span>
      <Slider
        className="col-span-2"
        thumbLabels={[label]}
        valueText={(one) => format.percent(one, { decimals: 0 })}
        min={0}
        max={1}
        step={0.01}
        value={[value]}
        onValueChange={([next]) => onChange(next ?? 0)}
      />
    </div>
  );
}
