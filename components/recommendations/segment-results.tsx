"use client";
import { useTranslations } from "next-intl";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useSegmentWords } from "@/components/words/segment-words";
import type { SegmentListFigures } from "@/lib/contracts/recommendation-results";
import type { SegmentSummary } from "@/lib/domain/segments/segmentation";
import { PolicyName } from "./policy-name";
import { columnsOf, useListCells } from "./use-list-cells";

export interface SegmentResultsProps {
  readonly rows: readonly SegmentListFigures[];
  readonly segments: readonly SegmentSummary[];
}

/** What a placement's lists brought among the customers of each segment. */
export function SegmentResults({ rows, segments }: SegmentResultsProps) {
  const t = useTranslations("recommendations");
  const toWords = useSegmentWords();
  const { cell } = useListCells();
  if (rows.length === 0 || segments.length === 0) return null;
  const columns = columnsOf(rows);
  const worded = toWords(
    segments,
    segments.reduce((sum, { size }) => sum + size, 0),
  );
  const orderOf = ({ segmentId }: SegmentListFigures) => {
    const place = segments.findIndex(({ id }) => id === segmentId);
    return place < 0 ? segments.length : place;
  };
  const sorted = [...rows].sort((a, b) => a.policy.localeCompare(b.policy) || orderOf(a) - orderOf(b));
  return (
    <details className="border-t text-sm">
      <summary className="cursor-pointer px-5 py-2.5 text-ink-soft">{t("bySegment")}</summary>
      <ScrollRegion label={t("bySegment")} className="border-t">
        <table className="w-full min-w-3xl">
          <thead>
            <tr className="border-b text-ink-soft text-xs">
              <th scope="col" className="px-5 py-2 text-left font-medium">
                {t("segment")}
              </th>
              <th scope="col" className="px-3 py-2 text-left font-medium">
                {t("results.policy")}
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className="px-3 py-2 text-right font-medium last:pr-5">
                  {t(`results.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {sorted.map((row) => (
              <tr key={`${row.policy}/${row.segmentId}`}>
                <th scope="row" className="px-5 py-2 text-left font-normal">
                  {worded.find(({ id }) => id === row.segmentId)?.name ?? t("noSegment")}
                </th>
                <td className="whitespace-nowrap px-3 py-2 text-ink-soft">
                  <PolicyName placement={row.placement} label={row.policy} />
                </td>
                {columns.map((column) => (
                  <td key={column} className="px-3 py-2 text-right align-top tabular-nums last:pr-5">
                    {cell(row, column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
