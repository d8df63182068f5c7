import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HydratedList } from "@/app/_doors/hydrated-list";
import { pageContext, type SearchedShopPage } from "@/app/_doors/page-context";
import { listQueryOf } from "@/components/list/list-query";
import { RunList } from "@/components/runs/run-list";
import { RUN_LIST_SHAPE } from "@/components/runs/run-list-shape";
import { PageHeader } from "@/components/ui/page-header";
import { runKeys } from "@/lib/client/runs";
import { runListQuery } from "@/lib/contracts/training";
import { can } from "@/lib/domain/permissions";
import { listRuns } from "@/lib/services/training/list-runs";
import { cancelRunAction, retryRunAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("training"))("title") };
}

export default async function Page({ params, searchParams }: SearchedShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const t = await getTranslations("training");
  const query = listQueryOf(RUN_LIST_SHAPE, await searchParams);
  const count = async (status: "running" | "failed") =>
    (await listRuns(actor, runListQuery.parse({ status, limit: 1 }))).total;
  const mayTrain = can(actor, "training:run");
  return (
    <>
      <PageHeader
        title={t("title")}
        finding={t("finding", { running: await count("running"), failed: await count("failed") })}
      />
      <HydratedList
        queryKey={runKeys.list(store, query)}
        load={() => listRuns(actor, runListQuery.parse(query))}
      >
        <RunList
          store={store}
          cancelAction={mayTrain ? cancelRunAction.bind(null, store) : undefined}
          retryAction={mayTrain ? retryRunAction.bind(null, store) : undefined}
        />
      </HydratedList>
    </>
  );
}
