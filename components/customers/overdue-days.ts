const DAY_MS = 86_400_000;

/** Full days past the time at which the next order was due; 0 where none is due yet or no rhythm is known. */
export function overdueDays(dueAt: string | null, now: string | undefined): number {
  if (!dueAt || !now) return 0;
  return Math.max(0, Math.floor((Date.parse(now) - Date.parse(dueAt)) / DAY_MS));
}
