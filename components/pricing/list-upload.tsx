"use client";
import FileUp from "lucide-react/icons/file-up";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type DragEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { notify } from "@/components/ui/toast";
import { RequestError } from "@/lib/client/fetch-json";
import { applyList, checkList, refusedLines } from "@/lib/client/price-lists";
import { saveFile } from "@/lib/client/save-file";
import type { ListReport } from "@/lib/contracts/price-lists";
import { type ListKind, LONGEST_LIST_BYTES } from "@/lib/domain/pricing/lists/list-kinds";
import { ListReportView } from "./list-report";

/** Brings a list in: a file is chosen, what it would do is shown, and only then it happens. */
export function ListUpload({ store, kind }: { store: string; kind: ListKind }) {
  const t = useTranslations("pricing-lists");
  const router = useRouter();
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const [report, setReport] = useState<ListReport>();
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState<"check" | "apply" | "refused">();
  const [over, setOver] = useState(false);

  /** One thing at a time; what the server refuses is said where the file was chosen. */
  async function run(step: "check" | "apply" | "refused", work: () => Promise<void>) {
    setBusy(step);
    setRefusal(undefined);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      const { message, fieldErrors } = error.error;
      setRefusal(
        fieldErrors?.columns ? `${message} ${t("missing", { columns: fieldErrors.columns })}` : message,
      );
    } finally {
      setBusy(undefined);
    }
  }

  function choose(chosen: File | undefined) {
    if (!chosen) return;
    setFile(chosen);
    setReport(undefined);
    if (chosen.size > LONGEST_LIST_BYTES) setRefusal(t("tooLarge"));
    else void run("check", async () => setReport(await checkList(store, kind, chosen)));
    // The same file, mended, must be a choice anew.
    if (input.current) input.current.value = "";
  }

  const apply = () =>
    run("apply", async () => {
      if (!file || !report) return;
      const done = await applyList(store, file, report);
      setReport(done);
      notify.done(t(`done.${kind}`, { count: done.counts.create }));
      router.refresh();
    });

  const keepRefused = () =>
    run("refused", async () => {
      if (!file) return;
      saveFile(`refused-${file.name}`, await refusedLines(store, kind, file));
    });

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files[0]);
  }

  return (
    <Card title={t(`kinds.${kind}`)} description={t(`what.${kind}`)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same from the keyboard */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cn(
          "flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-dashed p-4 text-sm",
          over && "border-accent bg-accent-soft",
        )}
      >
        <input
          ref={input}
          id={inputId}
          type="file"
          accept=".csv,text/csv,text/plain"
          className="sr-only"
          tabIndex={-1}
          aria-label={t(`kinds.${kind}`)}
          onChange={(event) => choose(event.target.files?.[0])}
        />
        <Button onClick={() => input.current?.click()} busy={busy === "check"}>
          <FileUp aria-hidden="true" />
          {t("choose")}
        </Button>
        <span className="min-w-0 flex-1 text-ink-soft">{file?.name ?? t("drop")}</span>
      </div>
      <p className="mt-2 text-ink-faint text-xs">{t(`columns.${kind}`)}</p>
      {refusal ? (
        <p role="alert" className="mt-3 text-loss-text text-sm">
          {refusal}
        </p>
      ) : null}
      {report ? (
        <div className="mt-5 flex flex-col gap-4">
          <ListReportView report={report} />
          <div className="flex flex-wrap items-center gap-2">
            {report.applied ? (
              kind === "prices" && report.counts.create > 0 ? (
                <Button asChild variant="primary">
                  <Link href={`/${store}/pricing/approvals`}>{t("openApprovals")}</Link>
                </Button>
              ) : null
            ) : (
              <Button
                variant="primary"
                disabled={report.counts.create === 0}
                busy={busy === "apply"}
                onClick={() => void apply()}
              >
                {t(`apply.${kind}`, { count: report.counts.create })}
              </Button>
            )}
            {report.counts.refused > 0 ? (
              <Button busy={busy === "refused"} onClick={() => void keepRefused()}>
                {t("keepRefused", { count: report.counts.refused })}
              </Button>
            ) : null}
          </div>
        </div>
      ) : null}
    </Card>
  );
}
