import { createHash } from "node:crypto";
import { runHistory } from "@/lib/world/run-history";
import type { DayEvents, WorldSettings } from "@/lib/world/types";

export interface WorldMeasurement {
  readonly days: number;
  /** Rows of each kind over all days. */
  readonly rows: Readonly<Record<string, number>>;
  readonly totalRows: number;
  /** Over every row of every day: equal settings give equal hashes on every machine. */
  readonly sha256: string;
}

/** Steps a history day by day and adds it up; only one day's rows are alive at once. O(days). */
export function measureWorld(wish: Partial<Omit<WorldSettings, "version">>): WorldMeasurement {
  const rows: Record<string, number> = {};
  const hash = createHash("sha256");
  let days = 0;
  for (const day of runHistory(wish)) {
    days += 1;
    for (const [kind, value] of Object.entries(day as unknown as Record<keyof DayEvents, unknown>))
      if (Array.isArray(value)) rows[kind] = (rows[kind] ?? 0) + value.length;
    hash.update(JSON.stringify(day));
  }
  const totalRows = Object.values(rows).reduce((sum, count) => sum + count, 0);
  return { days, rows, totalRows, sha256: hash.digest("hex") };
}
