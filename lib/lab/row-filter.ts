import { LabError } from "./lab-error";
import { requireColumn, type Table } from "./table";

/**
 * The table with the rows that a condition such as `brand=1,5,10` keeps: those whose cell in the column is one of the
 * values, letter by letter. @throws LabError BAD_OPTION for another form, MISSING_COLUMN, NOT_ENOUGH_DATA when none is kept.
 */
export function filterRows(table: Table, condition: string | undefined): Table {
  if (condition === undefined) return table;
  const parts = /^([^=]+)=(.+)$/s.exec(condition);
  if (!parts) throw new LabError("BAD_OPTION", `The option --where must read COLUMN=VALUE,VALUE.`);
  const j = requireColumn(table, [parts[1]!.trim()]);
  const values = new Set(parts[2]!.split(",").map((value) => value.trim()));
  const kept = [...table.rows.keys()].filter((i) => values.has(table.rows[i]![j]!.trim()));
  if (kept.length === 0)
    throw new LabError("NOT_ENOUGH_DATA", `No row of ${table.source} has ${condition.trim()}.`);
  return {
    ...table,
    rows: kept.map((i) => table.rows[i]!),
    lines: Int32Array.from(kept, (i) => table.lines[i]!),
  };
}
