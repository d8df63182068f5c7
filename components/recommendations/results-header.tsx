"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { useFormat } from "@/components/ui/shop-format";
import type { ListFigures, RecommendationResults } from "@/lib/contracts/recommendation-results";

export interface ResultsHeaderProps {
  readonly results: RecommendationResults;
  /** Absent where the reader may not take the e-mail blocks along. */
  readonly exportHref: string | undefined;
}

/** What all lists together brought. */
export function ResultsHeader({ results, exportHref }: ResultsHeaderProps) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const total = (of: (row: ListFigures) => number) => results.rows.reduce((sum, row) => sum + of(row), 0);
  const money = (perThousand: (row: ListFigures) => number) =>
    format.money(
      total((row) => (row.lists * perThousand(row)) / 1000),
      { decimals: 0 },
    );
  return (
    <PageHeader
      title={t("resultsTitle")}
      finding={t("resultsFinding", {
        lists: total((row) => row.lists),
        revenue: money((row) => row.revenuePerThousandMinor),
        profit: money((row) => row.profitPerThousandMinor),
      })}
      actions={
        exportHref ? (
          <Button asChild>
            <a href={exportHref} download>
              {t("exportBlocks")}
            </a>
          </Button>
        ) : null
      }
    />
  );
}
