import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext, type SearchedShopPage } from "@/app/_doors/page-context";
import { PREVIEW_ADDRESS, previewQueryOf } from "@/components/recommendations/preview-address";
import { PreviewPage } from "@/components/recommendations/preview-page";
import { PageHeader } from "@/components/ui/page-header";
import { recommendationKeys } from "@/lib/client/recommendations";
import { can } from "@/lib/domain/permissions";
import { PLACEMENTS } from "@/lib/domain/recommendations/placements";
import { listModels } from "@/lib/services/recommendations/list-models";
import { listPolicies } from "@/lib/services/recommendations/list-policies";
import { listSplits } from "@/lib/services/recommendations/list-splits";
import { previewRecommendations } from "@/lib/services/recommendations/preview-recommendations";
import {
  declineSplitAction,
  proposeSplitAction,
  publishPolicyAction,
  replayPolicyAction,
  savePolicyAction,
} from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recommendations"))("title") };
}

export default async function Page({ params, searchParams }: SearchedShopPage) {
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
  const splits = await listSplits(actor, new Date());
  const writes = can(actor, "recommendation:write");
  const publishes = can(actor, "recommendation:publish");
  return (
    <>
      <PageHeader title={t("title")} finding={t("finding")} />
      <HydrationBoundary state={dehydrate(client)}>
        <PreviewPage
          store={store}
          versions={Object.fromEntries(versions) as never}
          models={models.map(({ id, version, champion }) => ({ id, version, champion }))}
          splits={splits}
          actions={{
            save: writes ? savePolicyAction.bind(null, store) : undefined,
            replay: writes ? replayPolicyAction.bind(null, store) : undefined,
            proposeSplit: writes ? proposeSplitAction.bind(null, store) : undefined,
            publish: publishes ? publishPolicyAction.bind(null, store) : undefined,
            declineSplit: publishes ? declineSplitAction.bind(null, store) : undefined,
          }}
        />
      </HydrationBoundary>
    </>
  );
}
