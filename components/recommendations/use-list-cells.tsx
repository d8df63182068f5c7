"use client";
import type { ReactNode } from "react";
import { useFormat } from "@/components/ui/shop-format";
import type { SegmentListFigures } from "@/lib/contracts/recommendation-results";
import type { Estimate } from "@/lib/domain/recommendations/replay";

/** What is shown of any lists: those of a policy, or of a policy in a segment. */
export const LIST_COLUMNS = ["lists", "seen", "clickRate", "conversion", "revenue", "profit"] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** Those of them that say something; a shop that reports no list as seen has nothing to show of that. */
export function columnsOf(rows: readonly Pick<SegmentListFigures, "seen">[]): readonly ListColumn[] {
  return LIST_COLUMNS.filter((column) => column !== "seen" || rows.some(({ seen }) => seen !== null));
}

/** The cells of a table of lists. */
export function useListCells() {
  const format = useFormat();

  function share(estimate: Estimate | null | undefined, options: { signed?: boolean } = {}): ReactNode {
    if (!estimate) return "";
    const edge = (value: number) => format.percent(value, { decimals: 1, ...options });
    return (
      <span className="flex flex-col">
        <span>{format.percent(estimate.value, { decimals: 1, fixed: true, ...options })}</span>
        <span className="text-ink-soft text-xs">{format.range(edge(estimate.low), edge(estimate.high))}</span>
      </span>
    );
  }

  function cell(row: Omit<SegmentListFigures, "segmentId">, column: ListColumn): ReactNode {
    switch (column) {
      case "lists":
        return format.number(row.lists);
      case "clickRate":
        return share(row.clickRate);
      case "seen":
        return format.percent(row.seen, { decimals: 1, fixed: true });
      case "conversion":
        return format.percent(row.conversion, { decimals: 1, fixed: true });
      case "revenue":
        return format.money(row.revenuePerThousandMinor, { decimals: 0 });
      case "profit":
        return format.money(row.profitPerThousandMinor, { decimals: 0 });
    }
  }

  return { cell, share };
}
