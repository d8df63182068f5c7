"use client";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useFormat } from "@/components/ui/shop-format";
import type { RecommendationMetrics } from "@/lib/contracts/recommendation-training";

/** The settings that a training tried before the leaderboard, the best first. */
export function SearchTrials({ metrics }: { metrics: RecommendationMetrics }) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  if (metrics.trials.length === 0) return null;
  const trials = [...metrics.trials].sort((a, b) => b.ndcg - a.ndcg);
  const columns = ["learner", "regularisation", "valueInfluence", "ndcg", "seconds"] as const;
  return (
    <details className="border-t text-sm">
      <summary className="cursor-pointer px-5 py-2.5 text-ink-soft">
        {t("trials.title", { count: trials.length })}
      </summary>
      <p className="px-5 pb-2 text-ink-soft text-xs">{t("trials.note")}</p>
      <ScrollRegion label={t("trials.title", { count: trials.length })}>
        <table className="w-full">
          <thead>
            <tr className="border-b text-ink-soft text-xs">
              {columns.map((column, k) => (
                <th
                  key={column}
                  className={cn("px-5 py-2 font-medium", k === 0 ? "text-left" : "text-right")}
                >
                  {t(`trials.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {trials.map((trial) => (
              <tr key={`${trial.learner}/${trial.regularisation}/${trial.valueInfluence}`}>
                <th scope="row" className="whitespace-nowrap px-5 py-2 text-left font-normal">
                  {t(`learners.${trial.learner as "ease"}`)}
                </th>
                <td className="px-5 py-2 text-right tabular-nums">{format.number(trial.regularisation)}</td>
                <td className="px-5 py-2 text-right tabular-nums">
                  {format.percent(trial.valueInfluence, { decimals: 0 })}
                </td>
                <td className="px-5 py-2 text-right tabular-nums">
                  {format.number(trial.ndcg, { decimals: 3, fixed: true })}
                </td>
                <td className="px-5 py-2 text-right tabular-nums">
                  {format.number(trial.seconds, { decimals: 1, fixed: true })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
