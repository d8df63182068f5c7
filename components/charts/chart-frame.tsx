"use client";
import ChartLine from "lucide-react/icons/chart-line";
import Download from "lucide-react/icons/download";
import Table from "lucide-react/icons/table";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import { Tooltip } from "@/components/ui/tooltip";
import { saveFile } from "@/lib/client/save-file";
import { type ChartTable, chartCsv } from "./chart-table";

/** Rows of the table on screen; the CSV has no limit. */
const TABLE_ROWS = 300;

export interface ChartFrameProps {
  /** What the picture says, as a sentence. */
  readonly title: ReactNode;
  /** Measure, unit and period. */
  readonly subtitle?: ReactNode;
  /** The picture in words, for whoever cannot see it. */
  readonly summary: string;
  readonly table: ChartTable;
  /** Name of the CSV without its ending. */
  readonly fileName?: string;
  /** Nothing to draw: shown in place of the picture. */
  readonly empty?: ReactNode;
  readonly isEmpty?: boolean;
  readonly legend?: ReactNode;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** Without a border and with a lesser heading, inside another card. */
  readonly bare?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What every chart has: its finding, its measure, the numbers behind it, and its text. */
export function ChartFrame(props: ChartFrameProps) {
  const t = useTranslations("charts");
  const format = useFormat();
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  const Heading = props.bare ? "h3" : "h2";
  const { table, isEmpty = table.rows.length === 0 } = props;

  const download = () => {
    // A byte order mark lets spreadsheets read Chinese.
    saveFile(
      `${props.fileName ?? "chart"}.csv`,
      new Blob(["\uFEFF", chartCsv(table)], { type: "text/csv;charset=utf-8" }),
    );
  };

  return (
    <figure
      aria-labelledby={titleId}
      className={cn(
        "flex min-w-0 flex-col gap-4",
        props.bare ? null : "rounded-md border bg-surface px-5 pt-4 pb-5",
        props.className,
      )}
    >
      <figcaption className="flex flex-wrap items-start gap-3 md:flex-nowrap">
        <div className="flex min-w-0 flex-1 flex-col gap-0.5">
          <Heading id={titleId} className="font-semibold text-base">
            {props.title}
          </Heading>
          {props.subtitle ? <p className="text-ink-soft text-xs">{props.subtitle}</p> : null}
        </div>
        {props.actions ? <div className="max-md:order-last max-md:w-full">{props.actions}</div> : null}
        <div className="-mr-1.5 flex h-8 shrink-0 items-center">
          {isEmpty ? null : (
            <>
              <Tooltip content={asTable ? t("asChart") : t("asTable")}>
                <Button
                  variant="ghost"
                  size="iconSm"
                  aria-pressed={asTable}
                  aria-label={t("asTable")}
                  onClick={() => setAsTable(!asTable)}
                >
                  {asTable ? <ChartLine aria-hidden="true" /> : <Table aria-hidden="true" />}
                </Button>
              </Tooltip>
              <Tooltip content={t("csv")}>
                <Button variant="ghost" size="iconSm" aria-label={t("csv")} onClick={download}>
                  <Download aria-hidden="true" />
                </Button>
              </Tooltip>
            </>
          )}
        </div>
      </figcaption>
      {isEmpty ? (
        (props.empty ?? <p className="py-12 text-center text-ink-faint text-sm">{t("empty")}</p>)
      ) : asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
        <section aria-labelledby={titleId} tabIndex={0} className="max-h-96 overflow-auto rounded-md border">
          <table className="w-full text-sm">
            <thead>
              <tr>
                {table.columns.map(({ header, align }) => (
                  <th
                    key={header}
                    scope="col"
                    className={cn(
                      "sticky top-0 border-b bg-surface px-3 py-2 font-medium text-ink-soft text-xs",
                      align === "end" ? "text-right" : "text-left",
                    )}
                  >
                    {header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.texts.slice(0, TABLE_ROWS).map((texts, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name and never move
                <tr key={row} className="border-b last:border-0">
                  {texts.map((text, column) => (
                    <td
                      key={table.columns[column]?.header}
                      className={cn(
                        "px-3 py-1.5",
                        table.columns[column]?.align === "end" && "text-right tabular-nums",
                      )}
                    >
                      {text}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {table.texts.length > TABLE_ROWS ? (
            <p className="px-3 py-2 text-ink-faint text-xs">
              {t("tableCut", { shown: format.number(TABLE_ROWS), total: format.number(table.texts.length) })}
            </p>
          ) : null}
        </section>
      ) : (
        <>
          {props.legend}
          {props.children}
        </>
      )}
      <p className="sr-only">{props.summary}</p>
      {props.note ? <p className="text-ink-faint text-xs">{props.note}</p> : null}
    </figure>
  );
}
