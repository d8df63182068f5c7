"use client";
import { Plus, Shapes, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RunProgress } from "@/components/runs/run-progress";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import { useRunWords } from "@/components/words/run-words";
import { useSegmentationName } from "@/components/words/segment-words";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { SegmentationView } from "@/lib/contracts/segments";
import type { TrainingRunView } from "@/lib/contracts/training";
import type { FeatureName } from "@/lib/domain/features/customer-features";
import { segmentationVerdict } from "@/lib/domain/segments/verdict";
import { type StartAction, StartSegmentation } from "./start-segmentation";

type VoidAction = (input: unknown) => Promise<ActionResult<null>>;

export interface SegmentationHeaderProps {
  readonly store: string;
  /** The one on the page; absent where the shop has none. */
  readonly segmentation?: SegmentationView | undefined;
  readonly others: readonly Pick<SegmentationView, "id" | "name" | "modelVersion" | "createdAt">[];
  /** The run that is alive, if any. */
  readonly liveRun?: TrainingRunView | undefined;
  /** Absent where the reader may not. */
  readonly startAction?: StartAction | undefined;
  /** Features that a segmentation may use. */
  readonly availableFeatures: readonly FeatureName[];
  readonly cancelAction?: VoidAction | undefined;
  readonly deleteAction?: VoidAction | undefined;
  readonly restoreAction?: VoidAction | undefined;
}

const VERDICT_KEYS = { strong: "verdictStrong", fair: "verdictFair", weak: "verdictWeak" } as const;

/** What the segmentation says in a sentence, its siblings, and the run under way. */
export function SegmentationHeader(props: SegmentationHeaderProps) {
  const { store, segmentation, others, liveRun, startAction, cancelAction, deleteAction } = props;
  const t = useTranslations("segmentation");
  const ask = useAsk();
  const format = useFormat();
  const router = useRouter();
  const runWords = useRunWords();
  const nameOf = useSegmentationName();
  const [starting, setStarting] = useState(false);
  const [run, setRun] = useState(liveRun);
  const [deleting, setDeleting] = useState(false);

  function ended(finished: TrainingRunView) {
    setRun(undefined);
    if (finished.status === "succeeded" && finished.segmentationId) {
      notify.done(t("finished"));
      router.push(`/${store}/segments/${finished.segmentationId}`);
      router.refresh();
    } else if (finished.status === "failed") {
      notify.failed(t("failedTitle"), { description: runWords.failure(finished) ?? undefined });
    } else if (finished.status === "cancelled") notify.say(t("cancelledTitle"));
  }

  async function remove() {
    if (!segmentation || !deleteAction) return;
    const result = await ask(deleteAction({ segmentationId: segmentation.id }));
    if (!result.ok) {
      notify.failed(result.error.message);
      return;
    }
    const { id } = segmentation;
    notify.done(t("deleted"), { action: { label: t("undo"), onPress: () => void restore(id) } });
    router.push(`/${store}/segments`);
    router.refresh();
  }

  async function restore(segmentationId: string) {
    const result = await ask(props.restoreAction?.({ segmentationId }));
    if (!result) return;
    if (!result.ok) {
      notify.failed(result.error.message);
      return;
    }
    router.push(`/${store}/segments/${segmentationId}`);
    router.refresh();
  }

  const startButton = startAction ? (
    <Button variant="primary" disabled={run !== undefined} onClick={() => setStarting(true)}>
      <Plus aria-hidden="true" />
      {t("new")}
    </Button>
  ) : null;

  return (
    <>
      <PageHeader
        title={segmentation ? nameOf(segmentation) : t("title")}
        finding={
          segmentation
            ? t("finding", {
                customers: format.number(segmentation.customerCount),
                clusters: segmentation.clusters,
                verdict: t(VERDICT_KEYS[segmentationVerdict(segmentation.quality)]),
              })
            : undefined
        }
        actions={
          segmentation ? (
            <>
              {others.length > 1 ? (
                <Select
                  aria-label={t("others")}
                  className="w-56"
                  value={segmentation.id}
                  onValueChange={(id) => router.push(`/${store}/segments/${id}`)}
                  options={others.map((other) => ({
                    value: other.id,
                    label: nameOf(other),
                    hint: format.dateTime(other.createdAt),
                  }))}
                />
              ) : null}
              {deleteAction ? (
                <Button
                  size="icon"
                  variant="ghost"
                  aria-label={t("delete")}
                  onClick={() => setDeleting(true)}
                >
                  <Trash2 aria-hidden="true" />
                </Button>
              ) : null}
              {startButton}
            </>
          ) : undefined
        }
      >
        {segmentation ? (
          <p className="text-ink-faint text-xs">
            {t("madeBy", {
              name: segmentation.createdByName,
              time: format.dateTime(segmentation.createdAt),
            })}
            {segmentation.modelVersion === null ? null : (
              <> · {t("model", { version: segmentation.modelVersion })}</>
            )}
          </p>
        ) : null}
      </PageHeader>
      {run ? (
        <Card className="mb-6" title={t("running")}>
          <RunProgress store={store} run={run} cancelAction={cancelAction} onEnd={ended} />
        </Card>
      ) : null}
      {segmentation || run ? null : (
        <EmptyState
          icon={<Shapes aria-hidden="true" />}
          title={t("emptyTitle")}
          description={t("emptyBody")}
          action={startButton}
        />
      )}
      {startAction ? (
        <StartSegmentation
          open={starting}
          onOpenChange={setStarting}
          action={startAction}
          available={props.availableFeatures}
          onStarted={(started) => setRun(started)}
        />
      ) : null}
      {segmentation ? (
        <ConfirmDialog
          open={deleting}
          onOpenChange={setDeleting}
          title={t("deleteTitle")}
          description={t("deleteBody", { clusters: segmentation.clusters })}
          confirmLabel={t("delete")}
          danger
          onConfirm={remove}
        />
      ) : null}
    </>
  );
}
