import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HydratedList } from "@/app/_doors/hydrated-list";
import { pageContext, type SearchedShopPage } from "@/app/_doors/page-context";
import { listQueryOf } from "@/components/list/list-query";
import { AuditList } from "@/components/settings/audit-list";
import { AUDIT_LIST_SHAPE } from "@/components/settings/audit-list-shape";
import { PageHeader } from "@/components/ui/page-header";
import { auditKeys } from "@/lib/client/audit";
import { auditListQuery } from "@/lib/contracts/audit";
import { listAuditEvents } from "@/lib/services/audit/list-audit-events";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("audit") };
}

export default async function Page({ params, searchParams }: SearchedShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const t = await getTranslations("settings");
  const query = listQueryOf(AUDIT_LIST_SHAPE, await searchParams);
  const { total } = await listAuditEvents(actor, auditListQuery.parse({ limit: 1 }));
  return (
    <>
      <PageHeader title={t("audit")} finding={t("auditFinding", { total })} />
      <HydratedList
        queryKey={auditKeys.list(store, query)}
        load={() => listAuditEvents(actor, auditListQuery.parse(query))}
      >
        <AuditList store={store} />
      </HydratedList>
    </>
  );
}
