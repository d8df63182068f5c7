import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext } from "@/app/_doors/page-context";
import { ResultsTable } from "@/components/recommendations/results-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/domain/permissions";
import { getResults } from "@/lib/services/recommendations/get-results";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recommendations"))("resultsTitle") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const t = await getTranslations("recommendations");
  const results = await getResults(actor, new Date());
  const lists = results.rows.reduce((sum, row) => sum + row.lists, 0);
  return (
    <>
      <PageHeader
        title={t("resultsTitle")}
        finding={t("resultsFinding", { lists })}
        actions={
          can(actor, "recommendation:export") ? (
            <Button asChild>
              <a href={`/api/internal/${store}/recommendations/export`} download>
                {t("exportBlocks")}
              </a>
            </Button>
          ) : null
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
