import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { ResultsHeader } from "@/components/recommendations/results-header";
import { ResultsTable } from "@/components/recommendations/results-table";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/lib/domain/permissions";
import { getResults } from "@/lib/services/recommendations/get-results";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recommendations"))("resultsTitle") };
}

export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const t = await getTranslations("recommendations");
  const results = await getResults(actor, new Date());
  return (
    <>
      <ResultsHeader
        results={results}
        exportHref={
          can(actor, "recommendation:export") ? `/api/internal/${store}/recommendations/export` : undefined
        }
      />
      {results.rows.length === 0 ? (
        <EmptyState title={t("emptyResultsTitle")} description={t("emptyResultsBody")} />
      ) : (
        <ResultsTable results={results} />
      )}
    </>
  );
}
