"use client";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import Info from "lucide-react/icons/info";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./class-names";
import { Popover, PopoverContent, PopoverTrigger } from "./popover";
import { useFormat } from "./shop-format";
import { Sparkline } from "./sparkline";

export interface FigureDelta {
  /** Relative change, 0.12 = 12 % more; null when the period before had nothing to compare. */
  readonly change: number | null;
  /** What it is compared with, in words: "the 30 days before". */
  readonly against: string;
  readonly goodWhen?: "up" | "down" | "neither";
}
export interface FigureProps {
  readonly label: string;
  /** Formatted, with its unit. */
  readonly value: ReactNode;
  readonly delta?: FigureDelta;
  /** A range or basis in small type, e.g. "between 2.1% and 5.4% (90% sure)". */
  readonly note?: ReactNode;
  /** How the figure is computed; opens on a press. */
  readonly explanation?: ReactNode;
  /** Values of the last periods, oldest first; null is a gap. */
  readonly trend?: readonly (number | null)[];
  readonly className?: string;
}

/** One number that matters, against the period before. */
export function Figure({ label, value, delta, note, explanation, trend, className }: FigureProps) {
  const t = useTranslations("ui");
  return (
    <div className={cn("flex min-w-0 flex-col gap-1 px-4 py-3.5 sm:px-5 sm:py-4", className)}>
      <div className="flex items-center gap-1 text-ink-soft text-xs">
        <span className="truncate">{label}</span>
        {explanation ? (
          <Popover>
            <PopoverTrigger
              aria-label={`${label}: ${t("explain")}`}
              className="rounded-sm text-ink-faint hover:text-ink"
            >
              <Info aria-hidden="true" className="size-3.5" />
            </PopoverTrigger>
            <PopoverContent className="text-ink-soft text-xs">{explanation}</PopoverContent>
          </Popover>
        ) : null}
      </div>
      <div className="flex items-end justify-between gap-3">
        <span data-figures className="font-semibold text-xl tracking-tight sm:text-2xl">
          {value}
        </span>
        {trend ? <Sparkline values={trend} className="mb-1.5 hidden min-w-0 sm:block" /> : null}
      </div>
      {delta ? <Delta {...delta} /> : null}
      {note ? <span className="text-ink-faint text-xs">{note}</span> : null}
    </div>
  );
}

function Delta({ change, against, goodWhen = "up" }: FigureDelta) {
  const t = useTranslations("ui");
  const format = useFormat();
  if (change === null) return <span className="text-ink-faint text-xs">–</span>;
  if (Math.abs(change) < 0.0005)
    return <span className="text-ink-faint text-xs">{t("figureSame", { against })}</span>;
  const up = change > 0;
  const good = goodWhen === "neither" ? null : up === (goodWhen === "up");
  const Arrow = up ? ArrowUp : ArrowDown;
  return (
    <span className="flex flex-wrap items-center gap-x-1 text-xs">
      <Arrow
        aria-hidden="true"
        className={cn(
          "size-3",
          good === null ? "text-ink-soft" : good ? "text-accent-text" : "text-loss-text",
        )}
      />
      {t.rich("figureAgainst", {
        change: format.percent(change, { signed: true }),
        against,
        strong: (text) => (
          <span
            data-figures
            className={cn(
              "font-medium",
              good === null ? "text-ink-soft" : good ? "text-accent-text" : "text-loss-text",
            )}
          >
            {text}
          </span>
        ),
        quiet: (text) => <span className="text-ink-faint">{text}</span>,
      })}
    </span>
  );
}

/** At most four figures in one calm row. */
export function FigureRow({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      className={cn(
        "grid grid-cols-2 gap-px overflow-hidden rounded-md border bg-line *:bg-surface xl:grid-flow-col xl:auto-cols-fr xl:grid-cols-none",
        className,
      )}
    >
      {children}
    </div>
  );
}
