"use client";
import ChevronRight from "lucide-react/icons/chevron-right";
import { useTranslations } from "next-intl";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useFormat } from "@/components/ui/shop-format";
import type { ImportIssueView } from "@/lib/contracts/import-runs";

export interface ImportIssuesProps {
  /** The first of them. */
  readonly issues: readonly ImportIssueView[];
  readonly rows: number;
}

/** Rows that could not be used: where they stand, what is wrong, what they hold. */
export function ImportIssues({ issues, rows }: ImportIssuesProps) {
  const t = useTranslations("imports");
  const format = useFormat();
  return (
    <details className="group mt-3 border-t pt-3">
      <summary className="flex cursor-pointer list-none items-center gap-1.5 text-sm [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-3.5 shrink-0 text-ink-faint transition-transform group-open:rotate-90"
        />
        {t("issuesOpen", { count: rows })}
      </summary>
      <ScrollRegion label={t("issues")} className="mt-2">
        <table className="w-full min-w-xl text-sm">
          <thead>
            <tr className="border-b text-ink-soft text-xs">
              {[t("file"), t("line"), t("column"), t("reason"), t("content")].map((header, place) => (
                <th
                  key={header}
                  scope="col"
                  className={`py-1.5 pr-4 font-medium last:pr-0 ${place === 1 ? "text-right" : "text-left"}`}
                >
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {issues.map((issue) => (
              <tr key={`${issue.file} ${issue.line} ${issue.column}`} className="border-b last:border-0">
                <td className="py-1.5 pr-4">{issue.file}</td>
                <td className="py-1.5 pr-4 text-right tabular-nums">{format.number(issue.line)}</td>
                <td className="py-1.5 pr-4">{issue.column}</td>
                <td className="py-1.5 pr-4">{issue.reason}</td>
                <td className="max-w-80 truncate py-1.5 font-mono text-xs" title={issue.content}>
                  {issue.content}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {rows > issues.length ? (
        <p className="pt-2 text-ink-faint text-xs">
          {t("issuesMore", { shown: format.number(issues.length), total: format.number(rows) })}
        </p>
      ) : null}
    </details>
  );
}
