"use client";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import type { ImportIssueView, ImportRunView } from "@/lib/contracts/import-runs";
import { FORMAT_KINDS } from "@/lib/domain/imports/import-run";
import { ImportIssues } from "./import-issues";
import { ImportProgress } from "./import-progress";

const TONES: Record<ImportRunView["status"], BadgeTone> = {
  running: "accent",
  succeeded: "outline",
  failed: "loss",
  cancelled: "neutral",
  interrupted: "wait",
};

export interface ImportTableProps {
  readonly imports: readonly ImportRunView[];
  /** Rows that could not be used, by run: the first ones, and where all are; absent where the reader may not. */
  readonly issues?: Readonly<
    Record<string, { readonly first: readonly ImportIssueView[]; readonly href: string }>
  >;
}

/** Each file brought in: what it created, changed and left, and what could not be used. */
export function ImportTable({ imports, issues = {} }: ImportTableProps) {
  const t = useTranslations("imports");
  const format = useFormat();
  return (
    <ul className="flex flex-col gap-4">
      {imports.map((run) => (
        <li key={run.id}>
          <Card
            title={
              <span className="flex flex-wrap items-center gap-2">
                {run.fileName}
                <Badge tone={TONES[run.status]}>{t(`statuses.${run.status}`)}</Badge>
              </span>
            }
            description={
              <>
                {t(`formats.${run.format}`)} · {run.actorName} · <Time value={run.createdAt} />
              </>
            }
            actions={
              issues[run.id] ? (
                <Button asChild size="sm">
                  <a href={issues[run.id]?.href} download>
                    <Download aria-hidden="true" />
                    {t("issues")} ({format.number(run.counts.bad)})
                  </a>
                </Button>
              ) : null
            }
          >
            {run.status === "running" ? <ImportProgress share={run.share} /> : null}
            <table className="w-full text-sm tabular-nums">
              <thead>
                <tr className="border-b text-ink-soft text-xs">
                  <th scope="col" className="py-1.5 text-left font-medium">
                    <span className="sr-only">{t("what")}</span>
                  </th>
                  {(["created", "updated", "unchanged"] as const).map((column) => (
                    <th key={column} scope="col" className="py-1.5 text-right font-medium">
                      {t(column)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {FORMAT_KINDS[run.format].map((kind) => (
                  <tr key={kind}>
                    <th scope="row" className="py-1 text-left font-normal">
                      {t(`kinds.${kind}`)}
                    </th>
                    {(["created", "updated", "unchanged"] as const).map((column) => (
                      <td key={column} className="py-1 text-right">
                        {format.number(run.counts[kind][column])}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
            {issues[run.id] ? (
              <ImportIssues issues={issues[run.id]!.first} rows={run.counts.bad} />
            ) : run.counts.bad > 0 ? (
              <p className="mt-3 text-sm">{t("issuesOpen", { count: run.counts.bad })}</p>
            ) : null}
            {run.message ? <p className="mt-3 text-loss-text text-sm">{run.message}</p> : null}
            {run.status === "interrupted" ? (
              <p className="mt-3 text-sm text-wait-text">{t("interruptedHint")}</p>
            ) : null}
          </Card>
        </li>
      ))}
    </ul>
  );
}
