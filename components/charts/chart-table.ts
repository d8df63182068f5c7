/** The numbers behind a chart, for "show as table", CSV and whoever cannot see. */
export interface ChartTable {
  readonly columns: readonly { readonly header: string; readonly align?: "start" | "end" }[];
  /** Raw values; `texts` holds the same cells as they are shown. */
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly texts: readonly (readonly string[])[];
}

/**
 * RFC 4180 text of a table with raw values. Text that a spreadsheet would take for a formula gets an
 * apostrophe before it; missing values are empty.
 */
export function chartCsv(table: Pick<ChartTable, "columns" | "rows">): string {
  const cell = (value: string | number | null): string => {
    if (value === null) return "";
    if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
    const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = [table.columns.map(({ header }) => header), ...table.rows];
  return `${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}
