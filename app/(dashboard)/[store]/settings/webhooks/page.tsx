import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { WebhookEndpoints } from "@/components/settings/webhook-endpoints";
import { DeniedState } from "@/components/ui/denied-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/domain/permissions";
import { listWebhooks } from "@/lib/services/webhooks/webhook-endpoints";
import { addEndpointAction, removeEndpointAction, renewSecretAction, resendDeliveryAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings.webhooks"))("title") };
}

/** Who outside hears of what happens here, and what was sent to them. */
export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const t = await getTranslations("settings.webhooks");
  if (actor.role !== "system" && !can(actor, "webhook:write")) {
    const roles = await getTranslations("common.role");
    const words = await getTranslations("settings.permissions");
    return <DeniedState role={roles(actor.role)} permission={words("webhook-write")} />;
  }
  const webhooks = await listWebhooks(actor);
  const failed = webhooks.deliveries.filter(({ status }) => status === "failed").length;
  return (
    <>
      <PageHeader title={t("title")} finding={t("finding", { count: webhooks.endpoints.length, failed })} />
      <WebhookEndpoints
        webhooks={webhooks}
        addAction={addEndpointAction.bind(null, store)}
        renewAction={renewSecretAction.bind(null, store)}
        removeAction={removeEndpointAction.bind(null, store)}
        resendAction={resendDeliveryAction.bind(null, store)}
      />
    </>
  );
}
