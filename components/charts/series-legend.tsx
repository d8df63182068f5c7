"use client";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { type ChartColour, chartColour } from "./colours";

export interface LegendEntry {
  readonly key: string;
  readonly name: string;
  readonly colour: ChartColour;
  readonly dashed?: boolean | undefined;
  readonly shape?: "line" | "dot" | "square" | undefined;
}

/** A short stroke, dot or square in a series' colour. */
export function Swatch({ colour, dashed, shape = "line" }: Pick<LegendEntry, "colour" | "dashed" | "shape">) {
  const paint = chartColour(colour);
  if (shape !== "line")
    return (
      <span
        aria-hidden="true"
        className={cn("size-2.5 shrink-0", shape === "dot" ? "rounded-full" : "rounded-[3px]")}
        style={{ background: paint }}
      />
    );
  return (
    <svg aria-hidden="true" viewBox="0 0 14 4" className="h-1 w-3.5 shrink-0">
      <line
        x1="0"
        x2="14"
        y1="2"
        y2="2"
        stroke={paint}
        strokeWidth="2.5"
        strokeDasharray={dashed ? "4 2" : undefined}
      />
    </svg>
  );
}

export function SeriesLegend({ entries }: { entries: readonly LegendEntry[] }) {
  const t = useTranslations("charts");
  return (
    <ul aria-label={t("legend")} className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
      {entries.map((entry) => (
        <li key={entry.key} className="flex items-center gap-1.5">
          <Swatch colour={entry.colour} dashed={entry.dashed} shape={entry.shape} />
          {entry.name}
        </li>
      ))}
    </ul>
  );
}
