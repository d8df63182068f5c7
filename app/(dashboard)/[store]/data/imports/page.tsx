import { Database } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { ImportTable, type ImportTableProps } from "@/components/imports/import-table";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/domain/permissions";
import { translateError } from "@/lib/i18n/errors/translate-error";
import { listImportIssues } from "@/lib/services/imports/list-import-issues";
import { listImports } from "@/lib/services/imports/list-imports";

/** Rows shown of each import; the CSV has all. */
const FIRST_ISSUES = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("imports"))("title") };
}

export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const t = await getTranslations("imports");
  const locale = await getLocale();
  const imports = await listImports(actor, new Date());
  const bad = imports.reduce((sum, run) => sum + run.counts.bad, 0);
  const unused = imports.filter((run) => run.counts.bad > 0 && can(actor, "import:run"));
  const issues: ImportTableProps["issues"] = Object.fromEntries(
    await Promise.all(
      unused.map(async ({ id }) => {
        const first = await listImportIssues(actor, id, FIRST_ISSUES);
        const worded = first.map((issue) => ({ ...issue, reason: translateError(locale, issue.reason) }));
        return [id, { first: worded, href: `/api/internal/${store}/imports/${id}/issues` }];
      }),
    ),
  );
  return (
    <>
      <PageHeader title={t("title")} finding={t("finding", { count: imports.length, bad })} />
      {imports.length > 0 ? (
        <ImportTable imports={imports} issues={issues} />
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
