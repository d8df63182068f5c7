"use client";
import type { Instant } from "@/lib/i18n/format";
import { useFormat } from "./shop-format";
import { Tooltip } from "./tooltip";

export interface TimeProps {
  readonly value: Instant | null | undefined;
  /** `relative` ("3 days ago") says the exact time on hover. */
  readonly as?: "date" | "dateTime" | "time" | "day" | "relative";
  /** What "now" is; by default the shop's clock. */
  readonly now?: Instant;
  readonly className?: string;
}

/** An instant, told in the shop's zone. */
export function Time({ value, as = "dateTime", now, className }: TimeProps) {
  const format = useFormat();
  if (value === null || value === undefined) return <span className={className}>–</span>;
  const iso = new Date(value).toISOString();
  const since = now ?? format.now;
  if (as !== "relative" || since === undefined) {
    const text = as === "relative" ? format.dateTime(value) : format[as](value);
    return (
      <time dateTime={iso} className={className}>
        {text}
      </time>
    );
  }
  return (
    <Tooltip content={`${format.dateTime(value)} (${format.timeZone})`}>
      <time dateTime={iso} className={className}>
        {format.relative(value, since)}
      </time>
    </Tooltip>
  );
}
