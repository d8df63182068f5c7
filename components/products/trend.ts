export type Trend = "up" | "down" | "same" | "none";

/** Which way a figure went and by what share of what it was; "none" where there was nothing to compare with. */
export function trendOf(now: number | null, before: number | null): { trend: Trend; change: number | null } {
  if (now === null || !before) return { trend: "none", change: null };
  const change = now / before - 1;
  // Less than half a percent would be written as nothing.
  if (Math.abs(change) < 0.005) return { trend: "same", change: 0 };
  return { trend: change > 0 ? "up" : "down", change: Math.abs(change) };
}
