"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import type { ListFigures, RecommendationResults } from "@/lib/contracts/recommendation-results";
import { PLACEMENTS } from "@/lib/domain/recommendations/placements";

const COLUMNS = ["lists", "clickRate", "lift", "conversion", "revenue", "profit"] as const;

/** What each policy's lists brought, beside the random lists of the same placement. */
export function ResultsTable({ results }: { results: RecommendationResults }) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const range = (low: number, high: number) =>
    format.range(format.percent(low, { decimals: 1 }), format.percent(high, { decimals: 1 }));
  const cell = (row: ListFigures, column: (typeof COLUMNS)[number]) => {
    switch (column) {
      case "lists":
        return format.number(row.lists);
      case "clickRate":
        return (
          <WithRange
            value={format.percent(row.clickRate?.value, { decimals: 1, fixed: true })}
            range={row.clickRate ? range(row.clickRate.low, row.clickRate.high) : null}
          />
        );
      case "lift":
        return row.lift ? (
          <WithRange
            value={format.percent(row.lift.value, { decimals: 1, fixed: true, signed: true })}
            range={range(row.lift.low, row.lift.high)}
          />
        ) : (
          ""
        );
      case "conversion":
        return format.percent(row.conversion, { decimals: 1, fixed: true });
      case "revenue":
        return format.money(row.revenuePerThousandMinor, { decimals: 0 });
      default:
        return format.money(row.profitPerThousandMinor, { decimals: 0 });
    }
  };
  return (
    <div className="flex flex-col gap-5">
      {PLACEMENTS.map((placement) => {
        const rows = results.rows.filter((row) => row.placement === placement);
        if (rows.length === 0) return null;
        const label = t(`placements.${placement}`);
        return (
          <Card key={placement} flush title={label}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable from the keyboard */}
            <section className="overflow-x-auto border-t" aria-label={label} tabIndex={0}>
              <table className="w-full min-w-3xl text-sm">
                <thead>
                  <tr className="border-b text-ink-soft text-xs">
                    <th scope="col" className="px-5 py-2 text-left font-medium">
                      {t("results.policy")}
                    </th>
                    {COLUMNS.map((column) => (
                      <th key={column} scope="col" className="px-3 py-2 text-right font-medium">
                        {t(`results.${column}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody className="divide-y">
                  {rows.map((row) => (
                    <tr key={`${row.policy}/${row.explored}`}>
                      <th scope="row" className="whitespace-nowrap px-5 py-2 text-left font-normal">
                        {row.policy} {row.explored ? <Badge tone="outline">{t("random")}</Badge> : null}
                      </th>
                      {COLUMNS.map((column) => (
                        <td key={column} className="px-3 py-2 text-right align-top tabular-nums">
                          {cell(row, column)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </Card>
        );
      })}
      <p className="text-ink-soft text-xs">
        {t("resultsNote", {
          from: format.date(results.since),
          to: format.date(results.until),
          days: results.attributionDays,
        })}
      </p>
    </div>
  );
}

function WithRange({ value, range }: { value: string; range: string | null }) {
  return (
    <span className="flex flex-col">
      <span>{value}</span>
      {range ? <span className="text-ink-soft text-xs">{range}</span> : null}
    </span>
  );
}
