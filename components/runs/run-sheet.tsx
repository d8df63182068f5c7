"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { SheetContent } from "@/components/ui/sheet";
import { useFormat } from "@/components/ui/shop-format";
import { SkeletonText } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import { useFeatureWords } from "@/components/words/feature-words";
import { useRunWords } from "@/components/words/run-words";
import { runOptions } from "@/lib/client/runs";
import type { ActionResult } from "@/lib/contracts/action-result";
import { segmentationParams } from "@/lib/contracts/segmentation";
import type { TrainingRunView } from "@/lib/contracts/training";
import { isTerminal } from "@/lib/domain/runs";
import { RunProgress } from "./run-progress";
import { RunStatusBadge } from "./run-status";

export type RunAction = (input: unknown) => Promise<ActionResult<unknown>>;

export interface RunSheetProps {
  readonly store: string;
  readonly runId: string;
  readonly cancelAction?: RunAction | undefined;
  readonly retryAction?: RunAction | undefined;
  readonly onChanged: () => void;
}

/** One run: what it was asked, how it goes or went, and what may be done about it. */
export function RunSheet({ store, runId, cancelAction, retryAction, onChanged }: RunSheetProps) {
  const t = useTranslations("training");
  const ask = useAsk();
  const words = useRunWords();
  const { data: run, error } = useQuery(runOptions(store, runId));

  async function retry() {
    if (!retryAction) return;
    const result = await ask(retryAction({ runId }));
    if (result.ok) notify.done(t("restarted"));
    else notify.failed(result.error.message);
    onChanged();
  }

  if (!run)
    return (
      <SheetContent title={t("title")}>
        {error ? <p className="text-loss-text text-sm">{error.message}</p> : <SkeletonText />}
      </SheetContent>
    );
  const failure = words.failure(run);
  return (
    <SheetContent
      title={t(`kind.${run.kind}`)}
      description={<RunStatusBadge status={run.status} />}
      footer={
        <>
          {retryAction && (run.status === "failed" || run.status === "cancelled") ? (
            <Button onClick={() => void retry()}>{t("retry")}</Button>
          ) : null}
          {run.segmentationId ? (
            <Button asChild variant="primary">
              <Link href={`/${store}/segments/${run.segmentationId}`}>{t("open")}</Link>
            </Button>
          ) : null}
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {isTerminal(run.status) ? null : (
          <RunProgress store={store} run={run} cancelAction={cancelAction} onEnd={onChanged} />
        )}
        {failure ? (
          <div className="rounded-md border border-loss-line bg-loss-soft px-3 py-2.5 text-sm">
            <p>{failure}</p>
            {run.errorReference ? (
              <p className="mt-1 font-mono text-xs">{t("reference", { reference: run.errorReference })}</p>
            ) : null}
          </div>
        ) : null}
        {run.restarts > 0 ? <p className="text-sm">{t("restarts", { count: run.restarts })}</p> : null}
        <RunFacts run={run} />
      </div>
    </SheetContent>
  );
}

function RunFacts({ run }: { run: TrainingRunView }) {
  const t = useTranslations("training");
  const format = useFormat();
  const features = useFeatureWords();
  const params = segmentationParams.safeParse(run.params);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
      <Fact name={t("columns.by")}>{run.requestedByName}</Fact>
      <Fact name={t("columns.when")}>{format.dateTime(run.createdAt)}</Fact>
      {run.startedAt && run.finishedAt ? (
        <Fact name={t("columns.duration")}>
          {format.duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}
        </Fact>
      ) : null}
      {params.success ? (
        <>
          <Fact name={t("features")}>{format.list(params.data.features.map(features.label))}</Fact>
          <Fact name={t("clusters")}>
            {params.data.clusters === "auto" ? t("auto") : format.number(params.data.clusters)}
          </Fact>
        </>
      ) : null}
      <Fact name={t("seed")}>{String(run.seed)}</Fact>
      <Fact name={t("code")}>{run.codeVersion}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd className="min-w-0 text-right tabular-nums">{children}</dd>
    </>
  );
}
