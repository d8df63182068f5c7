import type { ReactNode } from "react";
import { type LegendEntry, Swatch } from "./series-legend";

export interface TooltipLine extends Pick<LegendEntry, "key" | "name" | "colour" | "dashed" | "shape"> {
  readonly value: string;
  /** The comparison, in small type. */
  readonly note?: string | undefined;
}

/** Exact values at one place of a chart. */
export function TooltipBox({ title, lines }: { title: ReactNode; lines: readonly TooltipLine[] }) {
  return (
    <div className="min-w-36 rounded-md border bg-surface px-3 py-2 text-xs shadow-float">
      <p className="pb-1 font-medium">{title}</p>
      <ul className="flex flex-col gap-1">
        {lines.map((line) => (
          <li key={line.key} className="flex flex-col">
            <span className="flex items-center gap-1.5">
              <Swatch colour={line.colour} dashed={line.dashed} shape={line.shape} />
              <span className="flex-1 text-ink-soft">{line.name}</span>
              <span data-figures className="pl-4 font-medium">
                {line.value}
              </span>
            </span>
            {line.note ? <span className="pl-5 text-ink-faint">{line.note}</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
