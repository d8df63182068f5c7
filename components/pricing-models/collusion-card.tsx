"use client";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import type { PricingModelReport } from "@/lib/contracts/pricing-models";

/** The alarm of two learners that meet under this shop's guardrails. */
export function CollusionCard({
  store,
  collusion,
}: {
  store: string;
  collusion: NonNullable<PricingModelReport["collusion"]>;
}) {
  const t = useTranslations("pricing-models");
  const format = useFormat();
  // Below competition is no collusion, however far.
  const share = (gain: number) => format.percent(Math.max(0, gain));
  return (
    <Card
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          {t("collusion")}
          <Badge tone={collusion.alarm ? "loss" : "accent"}>{t(collusion.alarm ? "alarm" : "safe")}</Badge>
        </span>
      }
    >
      <p className="max-w-prose text-sm">
        {t(collusion.alarm ? "collusionAlarm" : "collusionSafe", { gain: share(collusion.guarded) })}{" "}
        {collusion.alarm ? (
          <Link
            className="text-accent-text underline-offset-4 hover:underline"
            href={`/${store}/pricing/policies`}
          >
            {t("openPolicies")}
          </Link>
        ) : null}
      </p>
      {collusion.mostAbove === null ? null : (
        <p className="mt-3 max-w-prose text-sm">
          {t("collusionHeld", { above: format.percent(Math.max(0, collusion.mostAbove)) })}
        </p>
      )}
      <p className="mt-3 text-ink-faint text-xs">
        {t("collusionHint", { unguarded: share(collusion.unguarded) })}
      </p>
    </Card>
  );
}
