const DAY_MS = 86_400_000;

/** What is decided today on today's facts begins within this many days. */
export const LATEST_START_DAYS = 365;

export const START_REFUSALS = {
  past: "This day has passed in the shop. Choose today or a later one.",
  tooFar: "A price can be set to begin within a year at most. Choose an earlier day.",
} as const;

/**
 * From when an asked price is to count: any time of today that has passed means at once, which is null.
 * @param moment.today when the shop's day began
 */
export function startOf(
  asked: Date | null,
  { now, today }: { readonly now: Date; readonly today: Date },
): { readonly at: Date | null } | { readonly refusal: keyof typeof START_REFUSALS } {
  if (!asked) return { at: null };
  if (asked < today) return { refusal: "past" };
  if (asked.getTime() > now.getTime() + LATEST_START_DAYS * DAY_MS) return { refusal: "tooFar" };
  return { at: asked > now ? asked : null };
}
