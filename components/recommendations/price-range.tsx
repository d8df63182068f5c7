"use client";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFormat } from "@/components/ui/shop-format";

export interface PriceRangeProps {
  /** Major units as typed; empty for no limit. */
  readonly from: string;
  readonly to: string;
  /** One of the two must be given. */
  readonly needed: boolean;
  readonly problem: "price" | "prices" | "noPrice" | null;
  readonly onChange: (from: string, to: string) => void;
}

/** The prices between which goods must lie, in the shop's currency. */
export function PriceRange({ from, to, needed, problem, onChange }: PriceRangeProps) {
  const t = useTranslations("recommendations.rules");
  const { currency } = useFormat();
  const field = { inputMode: "decimal", autoComplete: "off", maxLength: 16, suffix: currency } as const;
  return (
    <>
      <Field label={t("priceFrom")} optional={!needed}>
        <Input {...field} value={from} onChange={({ target }) => onChange(target.value, to)} />
      </Field>
      <Field label={t("priceTo")} optional={!needed} error={problem ? t(`problems.${problem}`) : undefined}>
        <Input {...field} value={to} onChange={({ target }) => onChange(from, target.value)} />
      </Field>
    </>
  );
}
