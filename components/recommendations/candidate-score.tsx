"use client";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import type { TraceEntry } from "@/lib/domain/recommendations/trace";

const PART_CLASSES = {
  relevance: "bg-accent",
  margin: "bg-ink-soft",
  stockCover: "bg-ink-faint",
  novelty: "bg-line-strong",
} as const;

/** A score as the sum of its parts, drawn on a scale of 0–1. */
export function CandidateScore({
  entry,
  boostText,
}: {
  entry: TraceEntry;
  /** What a rule that lifts or lowers is called, by its id. */
  boostText: (ruleId: string) => string;
}) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const number = (value: number) => format.number(value, { decimals: 3, fixed: true });
  return (
    <div className="flex min-w-0 flex-col gap-1.5 text-xs">
      <div className="flex items-center gap-3">
        <span className="flex h-2 flex-1 overflow-hidden rounded-full bg-sunken">
          {entry.terms.map(({ name, added }) => (
            <span
              key={name}
              className={cn("h-full", PART_CLASSES[name])}
              style={{ width: `${Math.max(0, Math.min(1, added)) * 100}%` }}
            />
          ))}
        </span>
        <span className="w-12 text-right font-medium tabular-nums">{number(entry.score)}</span>
      </div>
      <p className="flex flex-wrap gap-x-3 text-ink-soft tabular-nums">
        {entry.terms.map(({ name, value, added }) => (
          <span key={name}>
            {t("term", { name: t(`weight.${name}`), added: number(added) })}
            {value === null ? ` ${t("unknownTerm")}` : ""}
          </span>
        ))}
        {entry.boosts.map(({ ruleId, added }) => (
          <span key={ruleId}>{t("boost", { rule: boostText(ruleId), added: number(added) })}</span>
        ))}
      </p>
    </div>
  );
}
