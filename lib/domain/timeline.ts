/** What a customer's timeline tells of, in the order in which filters offer it. */
export const TIMELINE_KINDS = [
  "order",
  "return",
  "session",
  "email",
  "conversation",
  "rating",
  "social",
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Kinds of an address that exist, in the order of the filter; none means all. */
export function timelineKindsOf(text: string | null | undefined): TimelineKind[] {
  const named = (text ?? "").split(",");
  return TIMELINE_KINDS.filter((kind) => named.includes(kind));
}
