"use client";
import { useQueryClient } from "@tanstack/react-query";
import { BrainCircuit } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataList } from "@/components/list/data-list";
import type { ListColumn, ListShape } from "@/components/list/list-definition";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import { useRunWords } from "@/components/words/run-words";
import { runKeys, runListOptions } from "@/lib/client/runs";
import type { TrainingRunView } from "@/lib/contracts/training";
import { RUN_STATUSES } from "@/lib/domain/runs";
import { RUN_LIST_SHAPE } from "./run-list-shape";
import type { RunAction } from "./run-sheet";
import { RunStatusBadge } from "./run-status";

// Brings the schema that reads a run's options; the list needs none of it.
const RunSheet = dynamic(() => import("./run-sheet").then((module) => module.RunSheet), { ssr: false });

export interface RunListProps {
  readonly store: string;
  /** Absent where the reader may not. */
  readonly cancelAction?: RunAction | undefined;
  readonly retryAction?: RunAction | undefined;
}

/** Every training of every model: live where one is under way. */
export function RunList({ store, cancelAction, retryAction }: RunListProps) {
  const t = useTranslations("training");
  const format = useFormat();
  const words = useRunWords();
  const queryClient = useQueryClient();

  const shape = useMemo<ListShape>(
    () => ({
      ...RUN_LIST_SHAPE,
      filters: [
        {
          kind: "choice",
          key: "status",
          label: t("filterStatus"),
          options: RUN_STATUSES.map((status) => ({ value: status, label: t(`status.${status}`) })),
        },
      ],
    }),
    [t],
  );
  const columns = useMemo<readonly ListColumn<TrainingRunView>[]>(
    () => [
      { key: "kind", header: t("columns.kind"), cell: (run) => t(`kind.${run.kind}`) },
      {
        key: "status",
        header: t("columns.status"),
        width: "16rem",
        cell: (run) => (
          <span className="flex items-center gap-2">
            <RunStatusBadge status={run.status} />
            {run.status === "running" ? (
              <span className="truncate text-ink-soft text-xs">{words.phase(run)}</span>
            ) : null}
          </span>
        ),
      },
      {
        key: "by",
        header: t("columns.by"),
        width: "10rem",
        phone: "hide",
        cell: (run) => run.requestedByName,
      },
      {
        key: "when",
        header: t("columns.when"),
        align: "end",
        width: "11rem",
        cell: (run) => <Time value={run.createdAt} />,
      },
      {
        key: "duration",
        header: t("columns.duration"),
        align: "end",
        width: "8rem",
        phone: "hide",
        cell: (run) =>
          run.startedAt && run.finishedAt
            ? format.duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))
            : "–",
      },
    ],
    [t, format, words],
  );

  return (
    <DataList
      label={t("title")}
      shape={shape}
      columns={columns}
      source={(query) => runListOptions(store, query)}
      countLabel={(count) => t("count", { count })}
      searchPlaceholder={t("searchPlaceholder")}
      rowId={(run) => run.id}
      rowName={(run) => t(`kind.${run.kind}`)}
      renderSheet={(id) => (
        <RunSheet
          store={store}
          runId={id}
          cancelAction={cancelAction}
          retryAction={retryAction}
          onChanged={() => void queryClient.invalidateQueries({ queryKey: runKeys.all(store) })}
        />
      )}
      empty={
        <EmptyState
          icon={<BrainCircuit aria-hidden="true" />}
          title={t("emptyTitle")}
          description={t("emptyBody")}
          action={
            <Button asChild>
              <Link href={`/${store}/segments`}>{t("start")}</Link>
            </Button>
          }
        />
      }
    />
  );
}
