"use client";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import { ShareSlider } from "./share-slider";
import { WholeNumber } from "./whole-number";

export interface PolicyLimitsProps {
  readonly policy: RankingPolicy;
  readonly onChange: (policy: RankingPolicy) => void;
}

const CAPS = ["category", "brand", "group"] as const;
const MOST_EXPLORED = 0.5;

/** How many of a kind, what was bought, what is tried at random, and what fills a list when little is left. */
export function PolicyLimits({ policy, onChange }: PolicyLimitsProps) {
  const t = useTranslations("recommendations");
  const { caps, bought, exploration } = policy;
  const explore = (part: Partial<RankingPolicy["exploration"]>) =>
    onChange({ ...policy, exploration: { ...exploration, ...part } });
  return (
    <>
      {CAPS.map((kind) => (
        <WholeNumber
          key={kind}
          {...{ label: t(`caps.${kind}`), value: caps[kind], least: 1, most: 50, placeholder: t("noCap") }}
          onChange={(most) => onChange({ ...policy, caps: { ...caps, [kind]: most } })}
        />
      ))}
      <Field inline label={t("boughtBack")}>
        <Switch
          checked={bought.rule === "allow"}
          onCheckedChange={(allow) =>
            onChange({ ...policy, bought: { ...bought, rule: allow ? "allow" : "never" } })
          }
        />
      </Field>
      {bought.rule === "never" ? (
        <WholeNumber
          {...{ label: t("boughtDays"), value: bought.withinDays, least: 1, most: 3650 }}
          placeholder={t("boughtForever")}
          onChange={(withinDays) => onChange({ ...policy, bought: { ...bought, withinDays } })}
        />
      ) : null}
      <ShareSlider
        label={t("exploreShare")}
        value={exploration.share}
        most={MOST_EXPLORED}
        onChange={(share) => explore({ share })}
      />
      <WholeNumber
        {...{ label: t("explorePool"), value: exploration.pool, least: 1, most: 100 }}
        onChange={(pool) => explore({ pool: pool ?? 1 })}
      />
      <WholeNumber
        {...{ label: t("exploreNewcomers"), hint: t("exploreHint") }}
        {...{ value: exploration.newcomers ?? 0, least: 0, most: 50 }}
        onChange={(newcomers) => explore({ newcomers: newcomers ?? 0 })}
      />
      <div className="text-ink-soft text-xs">
        <p className="font-medium">{t("fallbackChain.title")}</p>
        <ol className="ml-4 list-decimal">
          {(["sources", "bestSellers", "caps", "buried"] as const).map((step) => (
            <li key={step}>{t(`fallbackChain.${step}`)}</li>
          ))}
        </ol>
      </div>
    </>
  );
}
