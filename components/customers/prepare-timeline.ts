import type { TimelineEntry } from "@/lib/contracts/timeline";

export interface TimelineDay {
  /** The day as the shop writes it; also what tells days apart. */
  readonly name: string;
  /** An instant of that day. */
  readonly at: string;
  readonly entries: readonly TimelineEntry[];
}

/** Entries, newest first, under the days they fall on. @param dayOf names the shop's day of an instant */
export function groupByDay(entries: readonly TimelineEntry[], dayOf: (at: string) => string): TimelineDay[] {
  const days: { name: string; at: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const name = dayOf(entry.at);
    const last = days.at(-1);
    if (last?.name === name) last.entries.push(entry);
    else days.push({ name, at: entry.at, entries: [entry] });
  }
  return days;
}
