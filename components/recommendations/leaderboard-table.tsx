"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useFormat } from "@/components/ui/shop-format";
import type { LeaderboardRow, RecommendationMetrics } from "@/lib/contracts/recommendation-training";
import { SOURCES } from "@/lib/domain/recommendations/placements";

const COLUMNS = [
  "ndcg",
  "difference",
  "recall",
  "coverage",
  "novelty",
  "personalisation",
  "seconds",
] as const;

/** Whether the judged customers tell the two apart. */
const isToldApart = ({ low, high }: NonNullable<LeaderboardRow["difference"]>) => low > 0 || high < 0;

/** Learners and sources by how well their lists met later purchases. */
export function LeaderboardTable({ metrics }: { metrics: RecommendationMetrics }) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const nameOf = ({ name, regularisation }: LeaderboardRow) => {
    const source = SOURCES.find((one) => one === name);
    if (source) return t(`sources.${source}`);
    const learner = t(`learners.${name as "ease"}`);
    return regularisation === null
      ? learner
      : t("learnerSetting", { learner, regularisation: format.number(regularisation) });
  };
  const signed = (figure: number) => format.number(figure, { decimals: 3, fixed: true, signed: true });
  const value = ({ quality, difference, seconds }: LeaderboardRow, column: (typeof COLUMNS)[number]) => {
    if (column === "difference")
      return difference ? (
        <span className={cn("whitespace-nowrap", isToldApart(difference) ? "" : "text-ink-faint")}>
          {signed(difference.value)}{" "}
          <span className="text-xs">
            [{signed(difference.low)}, {signed(difference.high)}]
          </span>
        </span>
      ) : (
        "–"
      );
    if (column === "seconds") return format.number(seconds, { decimals: 1, fixed: true });
    if (column === "novelty") return format.number(quality.novelty, { decimals: 1, fixed: true });
    if (column === "ndcg") return format.number(quality.ndcg, { decimals: 3, fixed: true });
    return format.percent(quality[column], { decimals: 1, fixed: true });
  };
  const isAnyLevel = metrics.leaderboard.some(({ difference }) => difference && !isToldApart(difference));
  const isAnyCompared = metrics.leaderboard.some(({ comparedOnly }) => comparedOnly);
  return (
    <ScrollRegion label={t("leaderboardTitle")} className="border-t">
      <table className="w-full text-sm">
        <thead>
          <tr className="border-b text-ink-soft text-xs">
            <th className="px-5 py-2 text-left font-medium">{t("leaderboard.learner")}</th>
            {COLUMNS.map((column) => (
              <th key={column} className="px-3 py-2 text-right font-medium last:pr-5">
                {t(`leaderboard.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y">
          {metrics.leaderboard.map((row) => {
            const chosen = row.name === metrics.learner && row.regularisation === metrics.regularisation;
            return (
              <tr key={`${row.name}/${row.regularisation}`} className={cn(chosen && "bg-accent-soft")}>
                <th scope="row" className="min-w-36 px-5 py-2 text-left font-normal sm:whitespace-nowrap">
                  {nameOf(row)} {chosen ? <Badge tone="accent">✓</Badge> : null}
                  {row.comparedOnly ? <Badge tone="outline">{t("comparedOnly")}</Badge> : null}
                </th>
                {COLUMNS.map((column) => (
                  <td key={column} className="px-3 py-2 text-right tabular-nums last:pr-5">
                    {value(row, column)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {isAnyLevel || isAnyCompared ? (
        <p className="border-t px-5 py-2.5 text-ink-soft text-xs">
          {isAnyLevel ? t("differenceNote") : null} {isAnyCompared ? t("leaderboardNote") : null}
        </p>
      ) : null}
    </ScrollRegion>
  );
}
