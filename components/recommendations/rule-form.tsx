"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useFormat } from "@/components/ui/shop-format";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { ProductFacts } from "@/lib/domain/recommendations/candidates";
import { type PolicyRule, RULE_KINDS } from "@/lib/domain/recommendations/policy-rules";
import { PriceRange } from "./price-range";
import { ProductPicker } from "./product-picker";
import {
  draftOf,
  NEW_RULE,
  type RuleDraft,
  type RuleProblem,
  ruleOf,
  TARGETS,
  type Target,
} from "./rule-draft";
import { useRuleWords } from "./use-rule-words";
import { WholeNumber } from "./whole-number";

export interface RuleFormProps {
  readonly preview: RecommendationPreview;
  /** The rule that is changed; absent for a new one. */
  readonly rule?: PolicyRule | undefined;
  readonly onPut: (rule: PolicyRule) => void;
  readonly onCancel: () => void;
}

const NAMES_OF: Readonly<Record<Target, (facts: ProductFacts) => readonly string[]>> = {
  category: ({ categories }) => categories,
  brand: ({ brand }) => (brand === null ? [] : [brand]),
  tag: ({ tags }) => tags,
  product: () => [],
  any: () => [],
};

/** A rule, new or changed: what it does, to which goods at which prices, on which days of the shop. */
export function RuleForm({ preview, rule, onPut, onCancel }: RuleFormProps) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const { goodsText } = useRuleWords(preview);
  const offered = useId();
  const [draft, setDraft] = useState<RuleDraft>(() => (rule ? draftOf(rule, format) : NEW_RULE));
  const [problem, setProblem] = useState<RuleProblem | null>(null);
  const { kind, kept } = draft;
  const target = kind === "pin" ? "product" : draft.target;
  const names = [...new Set(preview.facts.flatMap(NAMES_OF[target]))].sort();
  const change = (part: Partial<RuleDraft>) => setDraft({ ...draft, ...part });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const result = ruleOf(draft, format);
    if ("rule" in result) onPut(result.rule);
    else setProblem(result.problem);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3 rounded-md border bg-sunken p-3">
      <Field label={t("rules.kind")}>
        <Select
          options={RULE_KINDS.filter((value) => !kept || value !== "pin").map((value) => ({
            value,
            label: t(`rules.kinds.${value}`),
          }))}
          value={kind}
          // A pin names a product, where another rule may name a category.
          onValueChange={(value) =>
            change({ kind: value, ...(value === "pin" && target !== "product" ? { value: "" } : {}) })
          }
        />
      </Field>
      {kept ? <p className="text-sm">{goodsText(kept)}</p> : null}
      {kind === "pin" || kept ? null : (
        <Field label={t("rules.target")}>
          <Select
            options={TARGETS.map((value) => ({ value, label: t(`rules.targets.${value}`) }))}
            value={draft.target}
            onValueChange={(value) => change({ target: value, value: "" })}
          />
        </Field>
      )}
      {kept || target === "any" ? null : (
        <Field
          label={t(`rules.targets.${target}`)}
          error={problem === "what" ? t("rules.whatMissing") : undefined}
        >
          {target === "product" ? (
            <ProductPicker
              preview={preview}
              chosen={draft.value ? [draft.value] : []}
              most={1}
              onChange={([id]) => change({ value: id ?? "", target: "product" })}
            />
          ) : (
            <Input
              list={offered}
              maxLength={70}
              value={draft.value}
              onChange={(event) => change({ value: event.target.value })}
            />
          )}
        </Field>
      )}
      <datalist id={offered}>
        {names.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      {kind === "pin" ? null : (
        <PriceRange
          from={draft.priceFrom}
          to={draft.priceTo}
          needed={target === "any"}
          problem={problem === "price" || problem === "prices" || problem === "noPrice" ? problem : null}
          onChange={(priceFrom, priceTo) => change({ priceFrom, priceTo })}
        />
      )}
      {kind === "boost" ? (
        <WholeNumber
          {...{ label: t("rules.amount"), hint: t("rules.amountHint") }}
          {...{ value: draft.percent, least: -100, most: 100 }}
          onChange={(percent) => change({ percent })}
        />
      ) : null}
      {kind === "pin" ? (
        <WholeNumber
          {...{ label: t("rules.place"), value: draft.place, least: 1, most: 50 }}
          onChange={(place) => change({ place })}
        />
      ) : null}
      <Field label={t("rules.first")} optional>
        <Input type="date" value={draft.first} onChange={(event) => change({ first: event.target.value })} />
      </Field>
      <Field label={t("rules.last")} optional error={problem === "days" ? t("rules.daysTurned") : undefined}>
        <Input type="date" value={draft.last} onChange={(event) => change({ last: event.target.value })} />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary">
          {t("rules.put")}
        </Button>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          {t("rules.cancel")}
        </Button>
      </div>
    </form>
  );
}
