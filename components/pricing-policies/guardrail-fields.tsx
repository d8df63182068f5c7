"use client";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useFormat } from "@/components/ui/shop-format";
import { GUARDRAIL_FIELDS } from "@/lib/domain/pricing/policy-changes";
import type { Guardrails } from "@/lib/domain/pricing/pricing-policy";
import { FIELD_KINDS, type GuardrailTexts, mayBeNone, NONE } from "./guardrail-texts";

export interface GuardrailFieldsProps {
  readonly texts: GuardrailTexts;
  readonly onChange: (texts: GuardrailTexts) => void;
  readonly wrong: readonly (keyof Guardrails)[];
  /** Of a rule: an empty field says nothing, so what is less specific holds. */
  readonly isRule?: boolean;
}

/** Every guardrail as a field. */
export function GuardrailFields({ texts, onChange, wrong, isRule = false }: GuardrailFieldsProps) {
  const t = useTranslations("pricing-policies");
  const { currency } = useFormat();
  const units = { percent: "%", money: currency, number: "", endings: "", competitor: "%" } as const;
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      {GUARDRAIL_FIELDS.map((field) => {
        const unit = units[FIELD_KINDS[field]];
        const set = (text: string) => onChange({ ...texts, [field]: text });
        const label = `${t(`fields.${field}`)}${unit ? ` (${unit})` : ""}`;
        const props = {
          label,
          hint: t(`hints.${field}`),
          ...(wrong.includes(field) ? { error: t("unreadable") } : {}),
        };
        if (FIELD_KINDS[field] === "competitor")
          return (
            <CompetitorField key={field} {...props} text={texts[field]} onChange={set} isRule={isRule} />
          );
        return (
          <Field key={field} {...props} required={!isRule && !mayBeNone(field) && field !== "endings"}>
            <Input
              value={texts[field]}
              onChange={(event) => set(event.target.value)}
              inputMode={FIELD_KINDS[field] === "endings" ? "text" : "decimal"}
              placeholder={isRule ? t("asShop") : t("none")}
            />
          </Field>
        );
      })}
    </div>
  );
}

function CompetitorField({
  text,
  onChange,
  isRule,
  ...field
}: {
  text: string;
  onChange: (text: string) => void;
  isRule: boolean;
  label: string;
  hint: string;
  error?: string;
}) {
  const t = useTranslations("pricing-policies");
  const [against = "", share = "0"] = text === NONE ? [NONE] : text.split(" ");
  const options = [
    ...(isRule ? [{ value: "", label: t("asShop") }] : []),
    { value: NONE, label: t("none") },
    { value: "cheapest", label: t("againstCheapest") },
    { value: "average", label: t("againstAverage") },
  ];
  const plain = against === "" || against === NONE;
  return (
    <div className="flex flex-col gap-2">
      <Field {...field}>
        <Select
          value={against}
          options={options}
          onValueChange={(next) => onChange(next === "" || next === NONE ? next : `${next} ${share}`)}
        />
      </Field>
      {plain ? null : (
        <Input
          aria-label={t("mostAbove")}
          inputMode="decimal"
          value={share}
          onChange={(event) => onChange(`${against} ${event.target.value}`)}
        />
      )}
    </div>
  );
}
