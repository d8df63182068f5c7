"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./class-names";
import { useFormat } from "./shop-format";

export interface ProgressProps {
  /** What is being done right now: "Placing 4,200 customers". */
  readonly step: string;
  /** 0–1; null while nobody can tell. */
  readonly fraction: number | null;
  readonly stepNumber?: number;
  readonly stepCount?: number;
  /** null while it is being worked out; leave out to say nothing. */
  readonly timeLeftMs?: number | null;
  /** Say that the work goes on when the page is left. */
  readonly goesOn?: boolean;
  /** Usually a "Cancel" button. */
  readonly action?: ReactNode;
  readonly className?: string;
}

/** Work over a second: which step, how far, how long still. */
export function Progress(props: ProgressProps) {
  const t = useTranslations("ui");
  const format = useFormat();
  const { step, fraction, stepNumber, stepCount, timeLeftMs, goesOn, action, className } = props;
  const share = fraction === null ? null : Math.min(1, Math.max(0, fraction));
  const left =
    timeLeftMs === undefined
      ? null
      : timeLeftMs === null
        ? t("timeLeftUnknown")
        : t("timeLeft", { duration: format.duration(timeLeftMs) });
  return (
    <div className={cn("flex flex-col gap-2", className)}>
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <span className="min-w-0 truncate font-medium" aria-live="polite">
          {step}
        </span>
        <span data-figures className="shrink-0 text-ink-soft">
          {share === null ? null : format.percent(share, { decimals: 0 })}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={step}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        {share === null ? (
          <div className="h-full w-1/3 animate-travel rounded-full bg-accent" />
        ) : (
          <div
            className="h-full rounded-full bg-accent transition-[width] duration-500"
            style={{ width: `${share * 100}%` }}
          />
        )}
      </div>
      <div className="flex items-center justify-between gap-4 text-ink-faint text-xs">
        <span>
          {[
            stepNumber !== undefined && stepCount !== undefined
              ? t("progressStep", { step: stepNumber, steps: stepCount })
              : null,
            left,
            goesOn ? t("goesOn") : null,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {action}
      </div>
    </div>
  );
}
