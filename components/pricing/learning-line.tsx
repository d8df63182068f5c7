"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import type { ProposalEvidence } from "@/lib/domain/pricing/price-proposal";

/** What a sampler drew, or what the watch found: why a change was proposed that no person and no model run asked for. */
export function LearningLine({ evidence: { sample, watch } }: { evidence: ProposalEvidence }) {
  const t = useTranslations("pricing.learning");
  const format = useFormat();
  const decimals = { decimals: 2, fixed: true };
  return (
    <>
      {sample ? (
        <p className="break-words text-sm">
          {t("sampled", {
            elasticity: format.number(sample.elasticity, decimals),
            mean: format.number(sample.mean, decimals),
            deviation: format.number(sample.deviation, decimals),
            units: format.number(sample.units),
            days: format.number(sample.days, { decimals: 0 }),
            key: sample.key,
          })}
        </p>
      ) : null}
      {watch ? (
        <p className="text-sm">
          {t("watched", {
            broken: watch.broken.map((metric) => t(`metrics.${metric}`)).join(", "),
            days: format.number(watch.days, { decimals: 0 }),
            units: format.number(watch.units),
            expectedUnits: format.number(watch.expectedUnits, { decimals: 0 }),
            profit: format.money(watch.profitMinor),
            expectedProfit: format.money(watch.expectedProfitMinor),
          })}
        </p>
      ) : null}
    </>
  );
}
