"use client";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { Freshness } from "@/lib/contracts/overview";

const KINDS = ["orders", "events", "ratings", "conversations", "figures"] as const;

/** The newest fact of each kind: nothing on the page can be newer than these. */
export function FreshnessCard({ freshness }: { freshness: Freshness }) {
  const t = useTranslations("overview");
  return (
    <Card title={t("freshnessTitle")} description={t("freshnessWhat")}>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-2 text-sm">
        {KINDS.map((kind) => (
          <div key={kind} className="contents">
            <dt className="text-ink-soft">{t(`fresh.${kind}`)}</dt>
            <dd className="text-right tabular-nums">
              {freshness[kind] ? (
                <Time value={freshness[kind]} as="relative" />
              ) : (
                <span className="text-ink-faint">{t("freshNone")}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
