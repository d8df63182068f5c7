"use client";
import { useTranslations } from "next-intl";
import { EvidenceCard } from "@/components/ui/evidence-card";
import { useFormat } from "@/components/ui/shop-format";
import type { PriceProposalView } from "@/lib/contracts/pricing";
import { type ExpectedOutcome, othersGainMinor } from "@/lib/domain/pricing/price-proposal";
import { LearningLine } from "./learning-line";
import { usePricingWords } from "./use-pricing-words";

/** What a price change is expected to bring against doing nothing, on what data, and what speaks against it. */
export function ProposalEvidenceCard({ proposal }: { proposal: PriceProposalView }) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const words = usePricingWords();
  const { evidence } = proposal;
  const { gainMinor, today, proposed, elasticity } = evidence;
  return (
    <div className="flex flex-col gap-4">
      <EvidenceCard
        claim={
          gainMinor === null
            ? t("claimUnknown")
            : t(gainMinor >= 0 ? "claimGain" : "claimLoss", {
                price: format.money(proposal.toMinor),
                weeks: evidence.horizonWeeks,
              })
        }
        effect={gainMinor === null ? undefined : format.money(gainMinor, { signed: true })}
        data={
          elasticity
            ? t("dataLine", {
                elasticity: format.number(elasticity.value, { decimals: 1, fixed: true }),
                low: format.number(elasticity.low, { decimals: 1, fixed: true }),
                high: format.number(elasticity.high, { decimals: 1, fixed: true }),
                weeks: evidence.sufficiency?.weeksObserved ?? 0,
                prices: evidence.sufficiency?.distinctPrices ?? 0,
              })
            : t("dataNone")
        }
        counter={words.doubts(evidence)}
      />
      {today && proposed ? (
        <OutcomeTable
          today={today}
          proposed={proposed}
          weeks={evidence.horizonWeeks}
          othersMinor={othersGainMinor(evidence)}
        />
      ) : null}
      <LearningLine evidence={evidence} />
      <ul className="flex flex-col gap-1 text-ink-soft text-sm">
        {evidence.limits.map((limit) => (
          <li key={limit.kind}>{words.limit(limit)}</li>
        ))}
        {evidence.margin.proposed === null ? null : (
          <li>
            {t("margin", {
              today: format.percent(evidence.margin.today),
              proposed: format.percent(evidence.margin.proposed),
            })}
          </li>
        )}
      </ul>
    </div>
  );
}

function OutcomeTable({
  today,
  proposed,
  weeks,
  othersMinor,
}: {
  today: ExpectedOutcome;
  proposed: ExpectedOutcome;
  weeks: number;
  othersMinor: number;
}) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const rows = [
    ["units", (o: ExpectedOutcome) => o.units, (value: number) => format.number(value, { decimals: 0 })],
    ["revenue", (o: ExpectedOutcome) => o.revenueMinor, (value: number) => format.money(value)],
    ["profit", (o: ExpectedOutcome) => o.profitMinor, (value: number) => format.money(value)],
  ] as const;
  return (
    <table className="w-full text-sm tabular-nums">
      <caption className="pb-2 text-left text-ink-faint text-xs">{t("outcomeCaption", { weeks })}</caption>
      <thead>
        <tr className="border-b text-ink-soft text-xs">
          <th scope="col" className="py-1.5 text-left font-medium">
            {t("measure")}
          </th>
          <th scope="col" className="py-1.5 text-right font-medium">
            {t("doNothing")}
          </th>
          <th scope="col" className="py-1.5 text-right font-medium">
            {t("atNewPrice")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([key, of, text]) => (
          <tr key={key} className="border-b last:border-0">
            <th scope="row" className="py-2 text-left font-normal">
              {t(key)}
            </th>
            {[today, proposed].map((outcome) => (
              <td key={outcome.priceMinor} className="py-2 pl-4 text-right">
                {text(of(outcome).expected)}
                <span className="block text-ink-faint text-xs">
                  {t("between", { low: text(of(outcome).low), high: text(of(outcome).high) })}
                </span>
              </td>
            ))}
          </tr>
        ))}
        {othersMinor === 0 ? null : (
          <tr className="border-t">
            <th scope="row" colSpan={2} className="py-2 text-left font-normal">
              {t("othersGain")}
            </th>
            <td className="py-2 pl-4 text-right">{format.money(othersMinor, { signed: true })}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
