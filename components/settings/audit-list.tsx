"use client";
import { ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { DataList } from "@/components/list/data-list";
import type { ListColumn } from "@/components/list/list-definition";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import { auditListOptions } from "@/lib/client/audit";
import type { AuditEntry } from "@/lib/contracts/audit";
import { AUDIT_LIST_SHAPE } from "./audit-list-shape";
import { useAuditWords } from "./use-audit-words";

/** Who did what, when, on what, from what to what. */
export function AuditList({ store }: { store: string }) {
  const t = useTranslations("settings");
  const words = useAuditWords();
  const columns = useMemo<readonly ListColumn<AuditEntry>[]>(
    () => [
      { key: "what", header: t("what"), cell: words.action },
      { key: "who", header: t("who"), width: "10rem", cell: (entry) => entry.actorName },
      {
        key: "detail",
        header: t("detail"),
        width: "38%",
        phone: "hide",
        cell: (entry) => (
          <span className="break-words text-ink-soft" title={entry.subjectId}>
            {words.detail(entry)}
          </span>
        ),
      },
      {
        key: "when",
        header: t("when"),
        align: "end",
        width: "12rem",
        cell: (entry) => <Time value={entry.at} />,
      },
    ],
    [t, words],
  );

  return (
    <DataList
      label={t("audit")}
      shape={AUDIT_LIST_SHAPE}
      columns={columns}
      source={(query) => auditListOptions(store, query)}
      rowId={(entry) => entry.id}
      rowName={words.action}
      countLabel={(count) => t("actionCount", { count })}
      searchPlaceholder={t("auditSearch")}
      empty={
        <EmptyState
          icon={<ScrollText aria-hidden="true" />}
          title={t("auditEmptyTitle")}
          description={t("auditEmptyBody")}
        />
      }
    />
  );
}
