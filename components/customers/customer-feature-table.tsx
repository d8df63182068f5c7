"use client";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import { useFeatureWords } from "@/components/words/feature-words";
import type { CustomerDetail, CustomerFeatureValue } from "@/lib/contracts/customers";
import { CUSTOMER_FEATURES, type FeatureDefinition } from "@/lib/domain/features/customer-features";

/** Where on this page the rows stand that a feature is computed from; the master data has none. */
const ROWS: Partial<Record<FeatureDefinition["source"], string>> = {
  order: "?view=orders#history",
  rating: "?view=ratings#history",
  event: "?kinds=session#history",
  campaign: "?kinds=email#history",
  conversation: "?kinds=conversation#history",
  activity: "#history",
};

/** Each feature of one customer against the shop; open one for its definition, formula and source. */
export function CustomerFeatureTable({ customer }: { customer: CustomerDetail }) {
  const t = useTranslations("customers");
  const format = useFormat();
  return (
    <Card
      title={t("features")}
      description={t("featuresHint")}
      flush
      footer={
        customer.featuresComputedAt
          ? t("featuresAt", { time: format.dateTime(customer.featuresComputedAt) })
          : t("noFeatures")
      }
    >
      <div className="border-t">
        <div className="grid grid-cols-[minmax(0,1fr)_6rem_6rem] gap-2 border-b px-5 py-2 text-ink-soft text-xs">
          <span className="font-medium">{t("features")}</span>
          <span className="text-right font-medium">{customer.name}</span>
          <span className="text-right font-medium">{t("shopMean")}</span>
        </div>
        {customer.features.map((feature) => (
          <FeatureRow key={feature.name} feature={feature} />
        ))}
      </div>
    </Card>
  );
}

function FeatureRow({ feature }: { feature: CustomerFeatureValue }) {
  const t = useTranslations("customers");
  const words = useTranslations("features");
  const { value } = useFeatureWords();
  const definition = CUSTOMER_FEATURES[feature.name];
  const rows = ROWS[definition.source];
  return (
    <details className="group border-b last:border-0">
      <summary className="grid cursor-pointer list-none grid-cols-[minmax(0,1fr)_6rem_6rem] items-center gap-2 px-5 py-2.5 text-sm tabular-nums hover:bg-hover [&::-webkit-details-marker]:hidden">
        <span className="flex items-center gap-1.5">
          <ChevronRight
            aria-hidden="true"
            className="size-3.5 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
          />
          {words(`${feature.name}.label`)}
        </span>
        <span className="text-right font-medium">{value(feature.name, feature.value)}</span>
        <span className="text-right text-ink-soft">{value(feature.name, feature.shopMean)}</span>
      </summary>
      <dl className="grid gap-x-6 gap-y-1.5 bg-sunken px-5 py-3 text-sm sm:grid-cols-[auto_1fr]">
        <dt className="text-ink-faint">{t("definition")}</dt>
        <dd>{words(`${feature.name}.definition`)}</dd>
        <dt className="text-ink-faint">{t("formula")}</dt>
        <dd className="font-mono text-xs leading-5">{words(`${feature.name}.formula`)}</dd>
        <dt className="text-ink-faint">{t("source")}</dt>
        <dd>
          {rows === undefined ? (
            words(`sources.${definition.source}`)
          ) : (
            <Link href={rows} className="text-accent-text underline-offset-4 hover:underline">
              {words(`sources.${definition.source}`)}
            </Link>
          )}
        </dd>
      </dl>
    </details>
  );
}
