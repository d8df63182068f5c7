import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext } from "@/app/_doors/page-context";
import { PREVIEW_ADDRESS, previewQueryOf } from "@/components/recommendations/preview-address";
import { PreviewPage } from "@/components/recommendations/preview-page";
import { PageHeader } from "@/components/ui/page-header";
import { recommendationKeys } from "@/lib/client/recommendations";
import { can } from "@/lib/domain/permissions";
import { PLACEMENTS } from "@/lib/domain/recommendations/placements";
import { listModels } from "@/lib/services/recommendations/list-models";
import { listPolicies } from "@/lib/services/recommendations/list-policies";
import { previewRecommendations } from "@/lib/services/recommendations/preview-recommendations";
import { publishPolicyAction, replayPolicyAction, savePolicyAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recommendations"))("title") };
}

export default async function Page({
  params,
  searchParams,
}: {
  params: Promise<{ store: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const t = await getTranslations("recommendations");
  const search = await searchParams;
  const address = Object.fromEntries(
    PREVIEW_ADDRESS.map((name) => [name, typeof search[name] === "string" ? search[name] : null]),
  );
  const query = previewQueryOf(address as Parameters<typeof previewQueryOf>[0]);
  const client = new QueryClient();
  await client.prefetchQuery({
    queryKey: recommendationKeys.preview(store, query),
    queryFn: () => previewRecommendations(actor, query as never, new Date()),
    retry: false,
  });
  const versions = await Promise.all(
    PLACEMENTS.map(async (placement) => [placement, await listPolicies(actor, placement)] as const),
  );
  const models = await listModels(actor);
  return (
    <>
      <PageHeader title={t("title")} finding={t("finding")} />
      <HydrationBoundary state={dehydrate(client)}>
        <PreviewPage
          store={store}
          versions={Object.fromEntries(versions) as never}
          models={models.map(({ id, version, champion }) => ({ id, version, champion }))}
          saveAction={can(actor, "recommendation:write") ? savePolicyAction.bind(null, store) : undefined}
          replayAction={can(actor, "recommendation:write") ? replayPolicyAction.bind(null, store) : undefined}
          publishAction={
            can(actor, "recommendation:publish") ? publishPolicyAction.bind(null, store) : undefined
          }
        />
      </HydrationBoundary>
    </>
  );
}
