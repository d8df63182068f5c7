"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { RecommendationMetrics } from "@/lib/contracts/recommendation-training";
import { LeaderboardTable } from "./leaderboard-table";
import { SearchTrials } from "./search-trials";

export interface ModelCardProps {
  readonly id: string;
  readonly version: number;
  readonly champion: boolean;
  readonly createdAt: string;
  readonly metrics: RecommendationMetrics;
  readonly meetings: number;
  readonly products: number;
  readonly splitAt: string | null;
}

export interface ModelListProps {
  readonly models: readonly ModelCardProps[];
  readonly promoteAction?: ((input: unknown) => Promise<ActionResult<unknown>>) | undefined;
}

/** Trained models, newest first, each with the learners it was chosen from. */
export function ModelList({ models, promoteAction }: ModelListProps) {
  const t = useTranslations("recommendations");
  const ask = useAsk();
  const format = useFormat();
  const router = useRouter();
  const [asked, setAsked] = useState<ModelCardProps | null>(null);

  async function promote() {
    if (!asked || !promoteAction) return;
    const result = await ask(promoteAction({ modelVersionId: asked.id }));
    if (!result.ok) {
      notify.failed(result.error.message);
      throw new Error(result.error.message);
    }
    notify.done(t("promoted", { version: asked.version }));
    router.refresh();
  }

  return (
    <div className="flex flex-col gap-5">
      {models.map((model) => (
        <Card
          key={model.id}
          flush
          title={
            <span className="flex items-center gap-2">
              {t("modelCardTitle", { version: model.version })}
              {model.champion ? (
                <Badge tone="accent">{t("serving")}</Badge>
              ) : (
                <Badge tone="outline">{t("challenger")}</Badge>
              )}
            </span>
          }
          description={`${format.dateTime(model.createdAt)} · ${t("modelFacts", {
            products: model.products,
            meetings: model.meetings,
            bytes: format.bytes(model.metrics.bytes),
          })}`}
          actions={
            promoteAction && !model.champion ? (
              <Button size="sm" onClick={() => setAsked(model)}>
                {t("promote")}
              </Button>
            ) : null
          }
          footer={
            model.splitAt
              ? t("heldBack", {
                  day: format.date(model.splitAt),
                  lists: model.metrics.leaderboard[0]?.quality.lists ?? 0,
                })
              : t("noComparison")
          }
        >
          {model.metrics.leaderboard.length > 0 ? <LeaderboardTable metrics={model.metrics} /> : null}
          <SearchTrials metrics={model.metrics} />
        </Card>
      ))}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={t("promoteTitle", { version: asked?.version ?? 0 })}
        description={t("promoteBody")}
        confirmLabel={t("promote")}
        onConfirm={promote}
      />
    </div>
  );
}
