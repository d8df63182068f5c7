import { Database } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext } from "@/app/_doors/page-context";
import { ImportTable } from "@/components/imports/import-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/domain/permissions";
import { listImports } from "@/lib/services/imports/list-imports";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function Page({ params }: { params: Promise<{ store: string }> }) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const t = await getTranslations("imports");
  const imports = await listImports(actor, new Date());
  const bad = imports.reduce((sum, run) => sum + run.counts.bad, 0);
  const hrefs = imports.map((run) => [run.id, `/api/internal/${store}/imports/${run.id}/issues`] as const);
  return (
    <>
      <PageHeader title={t("title")} finding={t("finding", { count: imports.length, bad })} />
      {imports.length > 0 ? (
        <ImportTable
          imports={imports}
          issuesHrefs={can(actor, "import:run") ? Object.fromEntries(hrefs) : {}}
        />
      ) : (
        <EmptyState
          icon={<Database aria-hidden="true" />}
          title={t("emptyTitle")}
          description={t("emptyBody")}
          secondary={<code className="text-xs">{t("emptyCommand")}</code>}
        />
      )}
    </>
  );
}
