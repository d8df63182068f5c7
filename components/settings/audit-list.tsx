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

/** Who did what, when, on what, from what to what. */
export function AuditList({ store }: { store: string }) {
  const t = useTranslations("settings");
  const columns = useMemo<readonly ListColumn<AuditEntry>[]>(() => {
    function action(entry: AuditEntry): string {
      const key = `actions.${entry.action.replaceAll(".", "-")}` as Parameters<typeof t>[0];
      return t.has(key) ? t(key) : entry.action;
    }
    return [
      { key: "what", header: t("what"), cell: action },
      { key: "who", header: t("who"), width: "10rem", cell: (entry) => entry.actorName },
      {
        key: "detail",
        header: t("detail"),
        width: "38%",
        phone: "hide",
        cell: (entry) => (
          <span className="text-ink-soft" title={entry.subjectId}>
            {Object.entries(entry.detail)
              .map(
                ([name, value]) =>
                  `${name}: ${Array.isArray(value) ? value.join(", ") : String(value ?? "–")}`,
              )
              .join(" · ")}
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
    ];
  }, [t]);

  return (
    <DataList
      label={t("audit")}
      shape={AUDIT_LIST_SHAPE}
      columns={columns}
      source={(query) => auditListOptions(store, query)}
      rowId={(entry) => entry.id}
      rowName={(entry) => entry.action}
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
