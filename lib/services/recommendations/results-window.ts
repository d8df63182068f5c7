import { ATTRIBUTION_DAYS } from "@/lib/domain/recommendations/attribution";

const DAY_MS = 86_400_000;
const DAYS = 90;

/** Which lists and purchases the results are made of. @param now of the shop */
export function resultsWindow(now: Date) {
  return { since: new Date(now.getTime() - DAYS * DAY_MS), until: now, attributionDays: ATTRIBUTION_DAYS };
}
