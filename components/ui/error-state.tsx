"use client";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./class-names";
import { CopyButton } from "./copy-button";

export interface ErrorStateProps {
  /** What happened, in the reader's terms. */
  readonly title?: string;
  readonly description?: ReactNode;
  /** What was kept: "Your 1,204 imported rows are safe". */
  readonly kept?: ReactNode;
  /** What to do now, if more than trying again. */
  readonly advice?: ReactNode;
  /** Lets support find it in the log. */
  readonly reference?: string | undefined;
  readonly onRetry?: () => void;
  readonly action?: ReactNode;
  readonly className?: string;
}

/** What happened, what was kept, what to do, and a reference. */
export function ErrorState(props: ErrorStateProps) {
  const t = useTranslations("ui");
  const { title, description, kept, advice, reference, onRetry, action, className } = props;
  return (
    <div role="alert" className={cn("flex flex-col items-center gap-4 px-6 py-12 text-center", className)}>
      <span className="flex size-11 items-center justify-center rounded-md border border-loss-line bg-loss-soft text-loss-text">
        <TriangleAlert aria-hidden="true" className="size-5" />
      </span>
      <div className="flex max-w-md flex-col gap-1.5">
        <h2 className="font-semibold text-base">{title ?? t("errorTitle")}</h2>
        <p className="text-ink-soft text-sm">{description ?? t("errorBody")}</p>
      </div>
      {kept || advice ? (
        <dl className="grid max-w-md gap-x-4 gap-y-1.5 rounded-md border bg-surface px-4 py-3 text-left text-sm sm:grid-cols-[auto_1fr]">
          {kept ? <Fact name={t("errorKept")} text={kept} /> : null}
          {advice ? <Fact name={t("errorDo")} text={advice} /> : null}
        </dl>
      ) : null}
      <div className="flex flex-wrap items-center justify-center gap-2">
        {onRetry ? (
          <Button variant="primary" onClick={onRetry}>
            {t("retry")}
          </Button>
        ) : null}
        {action}
      </div>
      {reference ? (
        <p className="flex items-center gap-1 text-ink-faint text-xs">
          {t("errorReference")}: <code className="font-mono">{reference}</code>
          <CopyButton value={reference} />
        </p>
      ) : null}
    </div>
  );
}

function Fact({ name, text }: { name: string; text: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{name}</dt>
      <dd>{text}</dd>
    </>
  );
}
