"use client";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useFormat } from "@/components/ui/shop-format";
import type { PolicyPreview } from "@/lib/contracts/pricing-policies";
import { policyChanges } from "@/lib/domain/pricing/policy-changes";
import type { PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { languageOf, nameIn } from "@/lib/domain/products/product-language";
import { useTargetName } from "./policy-rules";
import { usePolicyWords } from "./use-policy-words";

/** What the version that is being written would do to the changes that wait and to the prices in force. */
export function PolicyPreviewView({
  before,
  after,
  preview,
  names,
}: {
  before: PricingPolicy;
  after: PricingPolicy;
  preview: PolicyPreview;
  names: Readonly<Record<string, string>>;
}) {
  const t = useTranslations("pricing-policies");
  const format = useFormat();
  const locale = useLocale();
  const section = useRef<HTMLElement>(null);
  // It stands above the form, and may have been asked for at its end.
  useEffect(() => {
    if (preview) section.current?.scrollIntoView({ block: "nearest" });
  }, [preview]);
  return (
    <section
      ref={section}
      aria-live="polite"
      className="flex flex-col gap-3 rounded-md border border-accent-line bg-accent-soft p-4 text-sm"
    >
      <ul className="flex flex-col gap-1">
        <li>
          {t("previewWaiting", {
            waiting: preview.waiting,
            inside: preview.inside,
            outside: preview.outside,
          })}
        </li>
        <li>{t("previewByItself", { count: preview.byItself })}</li>
        <li>{t("previewProducts", { products: preview.products, outside: preview.productsOutside })}</li>
        {preview.examples.map((example) => (
          <li key={example.id} className="text-ink-soft">
            {t("previewExample", {
              product: nameIn(example, languageOf(locale)),
              price: format.money(example.toMinor),
            })}
          </li>
        ))}
      </ul>
      <PolicyChangeList before={before} after={after} names={names} />
    </section>
  );
}

/** Field by field, what one version does differently from another. */
export function PolicyChangeList({
  before,
  after,
  names,
}: {
  before: PricingPolicy;
  after: PricingPolicy;
  names: Readonly<Record<string, string>>;
}) {
  const t = useTranslations("pricing-policies");
  const words = usePolicyWords(names);
  const targetName = useTargetName(names);
  const changes = policyChanges(before, after);
  if (changes.length === 0) return <p className="text-ink-soft text-sm">{t("noChanges")}</p>;
  return (
    <ul className="flex flex-col gap-1 text-sm">
      {changes.map(({ field, target, from, to }) => (
        <li key={`${field}/${JSON.stringify(target)}`}>
          {target ? <span className="text-ink-soft">{targetName(target)}: </span> : null}
          {words.field(field)} <span className="text-ink-soft line-through">{words.value(field, from)}</span>
          {" → "}
          <span className="font-medium">{words.value(field, to)}</span>
        </li>
      ))}
    </ul>
  );
}
