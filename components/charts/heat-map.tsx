"use client";
import { useTranslations } from "next-intl";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { ChartFrame, type ChartFrameProps } from "./chart-frame";
import type { ChartTable } from "./chart-table";
import { prepareHeat } from "./prepare-heat";
import { useValueFormat, type ValueFormat } from "./value-format";

export interface HeatMapProps
  extends Pick<
    ChartFrameProps,
    "title" | "subtitle" | "fileName" | "empty" | "note" | "actions" | "bare" | "className"
  > {
  readonly rowNames: readonly string[];
  readonly columnNames: readonly string[];
  /** Row by row; null is not measured. */
  readonly values: readonly (readonly (number | null)[])[];
  readonly value: ValueFormat;
  /** What a row is, for the corner: "Segment". */
  readonly rowLabel: string;
  /** Colour both ways from this value (teal above, rose below) instead of from low to high. */
  readonly neutral?: number;
}

/** A table of numbers, coloured by how much; the numbers stay readable. */
export function HeatMap(props: HeatMapProps) {
  const t = useTranslations("charts");
  const words = useValueFormat(props.value);
  const { rowNames, columnNames, values, neutral } = props;
  const heat = prepareHeat(
    values,
    neutral === undefined ? { kind: "sequential" } : { kind: "diverging", neutral },
  );
  const table: ChartTable = {
    columns: [
      { header: props.rowLabel },
      ...columnNames.map((header) => ({ header, align: "end" as const })),
    ],
    rows: values.map((row, index) => [rowNames[index] ?? "", ...row]),
    texts: values.map((row, index) => [rowNames[index] ?? "", ...row.map(words.exact)]),
  };
  const placeOf = (at: { row: number; column: number }) => `${rowNames[at.row]} · ${columnNames[at.column]}`;
  const summary =
    heat.highest && heat.lowest
      ? t("summaryHeat", {
          rows: rowNames.length,
          columns: columnNames.length,
          high: words.exact(heat.highest.value),
          highAt: placeOf(heat.highest),
          low: words.exact(heat.lowest.value),
          lowAt: placeOf(heat.lowest),
        })
      : "";
  return (
    <ChartFrame {...props} summary={summary} table={table} isEmpty={heat.highest === null}>
      <ScrollRegion label={props.rowLabel}>
        <table className="w-full border-separate border-spacing-0.5 text-xs">
          <thead>
            <tr>
              <th scope="col" className="px-2 py-1 text-left font-medium text-ink-faint">
                {props.rowLabel}
              </th>
              {columnNames.map((name) => (
                <th key={name} scope="col" className="px-2 py-1 font-medium text-ink-soft">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {heat.cells.map((cells, row) => (
              <tr key={rowNames[row]}>
                <th scope="row" className="whitespace-nowrap px-2 text-left font-normal">
                  {rowNames[row]}
                </th>
                {cells.map(({ value, strength }, column) => (
                  <td
                    key={columnNames[column]}
                    className="h-9 min-w-14 rounded-[4px] px-2 text-center"
                    style={{ background: heatColour(strength, value) }}
                  >
                    {words.exact(value)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </ChartFrame>
  );
}

/** At most 45 % of the colour, so that ink stays readable on every cell. */
function heatColour(strength: number, value: number | null): string {
  if (value === null) return "transparent";
  const end = strength < 0 ? "var(--heat-loss)" : "var(--heat-1)";
  return `color-mix(in oklab, ${end} ${Math.round(Math.abs(strength) * 45)}%, var(--heat-0))`;
}
