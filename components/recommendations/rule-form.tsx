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
import type { ProductMatch } from "@/lib/domain/recommendations/policy";
import { type PolicyRule, RULE_KINDS, type RuleKind } from "@/lib/domain/recommendations/policy-rules";
import { zonedInstant } from "@/lib/domain/zoned-time";
import { ProductPicker } from "./product-picker";
import { WholeNumber } from "./whole-number";

export interface RuleFormProps {
  readonly preview: RecommendationPreview;
  readonly onAdd: (rule: PolicyRule) => void;
  readonly onCancel: () => void;
}

const TARGETS = ["category", "brand", "tag", "product"] as const;
type Target = (typeof TARGETS)[number];
const NAMES_OF: Readonly<Record<Target, (facts: ProductFacts) => readonly string[]>> = {
  category: ({ categories }) => categories,
  brand: ({ brand }) => (brand === null ? [] : [brand]),
  tag: ({ tags }) => tags,
  product: () => [],
};
const DAY_MS = 86_400_000;

/** A new rule: what it does, to which goods, on which days of the shop. */
export function RuleForm({ preview, onAdd, onCancel }: RuleFormProps) {
  const t = useTranslations("recommendations");
  const { timeZone } = useFormat();
  const offered = useId();
  const [kind, setKind] = useState<RuleKind>("boost");
  const [chosenTarget, setTarget] = useState<Target>("category");
  const [name, setName] = useState("");
  const [productId, setProductId] = useState<string | null>(null);
  const [percent, setPercent] = useState<number | null>(20);
  const [place, setPlace] = useState<number | null>(1);
  const [first, setFirst] = useState("");
  const [last, setLast] = useState("");
  const [problem, setProblem] = useState<"what" | "days" | null>(null);
  const target = kind === "pin" ? "product" : chosenTarget;
  const names = [...new Set(preview.facts.flatMap(NAMES_OF[target]))].sort();

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const value = target === "product" ? productId : name.trim();
    const wrong = !value ? "what" : first && last && last < first ? "days" : null;
    setProblem(wrong);
    if (!value || wrong) return;
    const dayOf = (day: string, later: number) =>
      zonedInstant(Date.parse(`${day}T00:00:00Z`) + later, timeZone).toISOString();
    onAdd({
      kind,
      id: kind === "pin" ? value : `${kind} ${value}`.slice(0, 80),
      match: toMatch(target, value),
      amount: kind === "boost" ? (percent ?? 0) / 100 : null,
      place: kind === "pin" ? (place ?? 1) : null,
      from: first ? dayOf(first, 0) : null,
      until: last ? dayOf(last, DAY_MS) : null,
    });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3 rounded-md border bg-sunken p-3">
      <Field label={t("rules.kind")}>
        <Select
          options={RULE_KINDS.map((value) => ({ value, label: t(`rules.kinds.${value}`) }))}
          value={kind}
          onValueChange={setKind}
        />
      </Field>
      {kind === "pin" ? null : (
        <Field label={t("rules.target")}>
          <Select
            options={TARGETS.map((value) => ({ value, label: t(`rules.targets.${value}`) }))}
            value={chosenTarget}
            onValueChange={(value) => {
              setTarget(value);
              setName("");
            }}
          />
        </Field>
      )}
      <Field
        label={t(`rules.targets.${target}`)}
        error={problem === "what" ? t("rules.whatMissing") : undefined}
      >
        {target === "product" ? (
          <ProductPicker
            preview={preview}
            chosen={productId ? [productId] : []}
            most={1}
            onChange={([id]) => setProductId(id ?? null)}
          />
        ) : (
          <Input
            list={offered}
            maxLength={70}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <datalist id={offered}>
        {names.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      {kind === "boost" ? (
        <WholeNumber
          {...{ label: t("rules.amount"), hint: t("rules.amountHint") }}
          {...{ value: percent, least: -100, most: 100 }}
          onChange={setPercent}
        />
      ) : null}
      {kind === "pin" ? (
        <WholeNumber {...{ label: t("rules.place"), value: place, least: 1, most: 50 }} onChange={setPlace} />
      ) : null}
      <div className="grid grid-cols-1 gap-3">
        <Field label={t("rules.first")} optional>
          <Input type="date" value={first} onChange={(event) => setFirst(event.target.value)} />
        </Field>
        <Field
          label={t("rules.last")}
          optional
          error={problem === "days" ? t("rules.daysTurned") : undefined}
        >
          <Input type="date" value={last} onChange={(event) => setLast(event.target.value)} />
        </Field>
      </div>
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

function toMatch(target: Target, value: string): ProductMatch {
  switch (target) {
    case "category":
      return { categories: [value] };
    case "brand":
      return { brands: [value] };
    case "tag":
      return { tags: [value] };
    case "product":
      return { productIds: [value] };
  }
}
