import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { ApiKeyList } from "@/components/settings/api-key-list";
import { DeniedState } from "@/components/ui/denied-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/domain/permissions";
import { listApiKeys } from "@/lib/services/api-keys/list-api-keys";
import { createApiKeyAction, revokeApiKeyAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("apiKeys") };
}

export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const t = await getTranslations("settings");
  if (actor.role !== "system" && !can(actor, "api-key:write")) {
    const roles = await getTranslations("common.role");
    return <DeniedState role={roles(actor.role)} permission={t("permissions.api-key-write")} />;
  }
  const keys = await listApiKeys(actor);
  const good = keys.filter(({ revokedAt }) => revokedAt === null).length;
  return (
    <>
      <PageHeader title={t("apiKeys")} finding={t("apiKeysFinding", { count: good })} />
      <ApiKeyList
        keys={keys}
        createAction={createApiKeyAction.bind(null, store)}
        revokeAction={revokeApiKeyAction.bind(null, store)}
      />
    </>
  );
}
