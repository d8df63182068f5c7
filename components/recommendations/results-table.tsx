"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useFormat } from "@/components/ui/shop-format";
import type { ListFigures, RecommendationResults } from "@/lib/contracts/recommendation-results";
import { PLACEMENTS } from "@/lib/domain/recommendations/placements";
import { PolicyName, usePolicyName } from "./policy-name";
import { SegmentResults } from "./segment-results";
import { columnsOf, useListCells } from "./use-list-cells";

/** What each policy's lists brought, beside random lists, beside the policy it is tried against, and by segment. */
export function ResultsTable({ results }: { results: RecommendationResults }) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const { cell, share } = useListCells();
  const withoutCost = results.rows.reduce((sum, row) => sum + row.withoutCost, 0);
  return (
    <div className="flex flex-col gap-5">
      {PLACEMENTS.map((placement) => {
        const rows = results.rows.filter((row) => row.placement === placement);
        if (rows.length === 0) return null;
        const label = t(`placements.${placement}`);
        const columns = columnsOf(rows);
        const isSplit = rows.some(({ versus }) => versus !== null);
        return (
          <Card key={placement} flush title={label}>
            <ScrollRegion label={label} className="border-t">
              <table className="w-full min-w-3xl text-sm">
                <thead>
                  <tr className="border-b text-ink-soft text-xs">
                    <Heading>{t("results.policy")}</Heading>
                    {columns.map((column) => (
                      <Heading key={column} right>
                        {t(`results.${column}`)}
                      </Heading>
                    ))}
                    <Heading right>{t("results.lift")}</Heading>
                    {isSplit ? <Heading right>{t("results.versus")}</Heading> : null}
                  </tr>
                </thead>
                <tbody className="divide-y">
                  {rows.map((row) => (
                    <tr key={`${row.policy}/${row.explored}`}>
                      <th scope="row" className="whitespace-nowrap px-5 py-2 text-left font-normal">
                        <PolicyName placement={placement} label={row.policy} />{" "}
                        {row.explored ? <Badge tone="outline">{t("random")}</Badge> : null}
                      </th>
                      {columns.map((column) => (
                        <Cell key={column}>{cell(row, column)}</Cell>
                      ))}
                      <Cell>{share(row.lift, { signed: true })}</Cell>
                      {isSplit ? (
                        <Cell>
                          {share(row.versus?.difference, { signed: true })}
                          <Verdict placement={placement} versus={row.versus} />
                        </Cell>
                      ) : null}
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollRegion>
            <SegmentResults
              rows={results.segmentRows.filter((row) => row.placement === placement)}
              segments={results.segments}
            />
          </Card>
        );
      })}
      <p className="text-ink-soft text-xs">
        {t("resultsNote", {
          from: format.date(results.since),
          to: format.date(results.until),
          days: results.attributionDays,
        })}
        {withoutCost > 0 ? ` ${t("withoutCost", { count: withoutCost })}` : null}
      </p>
    </div>
  );
}

/** Whether the split between two policies can tell them apart yet. */
function Verdict({ placement, versus }: Pick<ListFigures, "placement" | "versus">) {
  const nameOf = usePolicyName();
  const t = useTranslations("recommendations");
  if (!versus) return null;
  const { difference, policy } = versus;
  const told = difference.low > 0 ? "more" : difference.high < 0 ? "fewer" : "open";
  return (
    <span className="text-ink-soft text-xs">
      {t(`verdicts.${told}`, { policy: nameOf(placement, policy) })}
    </span>
  );
}

function Heading({ right, children }: { right?: boolean; children: string }) {
  return (
    <th
      scope="col"
      className={right ? "px-3 py-2 text-right font-medium last:pr-5" : "px-5 py-2 text-left font-medium"}
    >
      {children}
    </th>
  );
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="px-3 py-2 text-right align-top tabular-nums last:pr-5">{children}</td>;
}
