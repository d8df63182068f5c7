import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { ModelList } from "@/components/recommendations/model-list";
import { TrainButton } from "@/components/recommendations/train-button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/domain/permissions";
import { isTerminal } from "@/lib/domain/runs";
import { listModels } from "@/lib/services/recommendations/list-models";
import { listRuns } from "@/lib/services/training/list-runs";
import { promoteModelAction, trainRecommendationsAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("recommendations"))("modelsTitle") };
}

export default async function Page({ params }: ShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const t = await getTranslations("recommendations");
  const models = await listModels(actor);
  const { rows } = await listRuns(actor, { limit: 10 });
  const serving = models.find(({ champion }) => champion);
  const own = serving?.metrics.quality?.ndcg;
  const popular = serving?.metrics.leaderboard.find(({ name }) => name === "popular")?.quality.ndcg;
  const times = own !== undefined && popular ? own / popular : null;
  const better = times === null ? "unknown" : times > 1.02 ? "yes" : "no";
  const formatted = new Intl.NumberFormat(await getLocale(), { maximumFractionDigits: 1 }).format(times ?? 1);
  return (
    <>
      <PageHeader
        title={t("modelsTitle")}
        finding={t("modelsFinding", { better, times: formatted })}
        actions={
          can(actor, "training:run") ? (
            <TrainButton
              store={store}
              liveRun={rows.find((run) => run.kind === "recommendation" && !isTerminal(run.status))}
              trainAction={trainRecommendationsAction.bind(null, store)}
            />
          ) : null
        }
      />
      {models.length === 0 ? (
        <EmptyState title={t("emptyModelsTitle")} description={t("emptyModelsBody")} />
      ) : (
        <ModelList
          models={models}
          promoteAction={can(actor, "model:promote") ? promoteModelAction.bind(null, store) : undefined}
        />
      )}
    </>
  );
}
