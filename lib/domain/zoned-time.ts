import { tzOffset } from "@date-fns/tz";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * The instant at which clocks of a zone show a local time. A time that clocks show twice is the first of the two; one
 * that they skip is as long after the change as it claims: 01:30 on the night when 01:00 becomes 02:00 is 02:30.
 * @param localMs the local time, counted as if it were UTC
 */
export function zonedInstant(localMs: number, timeZone: string): Date {
  const before = offsetMs(localMs - DAY_MS, timeZone);
  const after = offsetMs(localMs + DAY_MS, timeZone);
  const early = localMs - before;
  const late = localMs - after;
  // Either the older offset still holds at that moment, or the newer one does already, or no clock ever shows it.
  if (offsetMs(early, timeZone) === before) return new Date(early);
  return new Date(offsetMs(late, timeZone) === after ? late : early);
}

/** When a date begins in a zone. @param date ISO, as "2026-05-01" */
export function startOfDate(date: string, timeZone: string): Date {
  return zonedInstant(Date.parse(`${date}T00:00:00Z`), timeZone);
}

/** When the date after begins in a zone. @param date ISO, as "2026-05-01" */
export function endOfDate(date: string, timeZone: string): Date {
  return zonedInstant(Date.parse(`${date}T00:00:00Z`) + DAY_MS, timeZone);
}

/** The date that calendars of a zone show at an instant, ISO. */
export function dateIn(timeZone: string, at: Date): string {
  return new Date(at.getTime() + offsetMs(at.getTime(), timeZone)).toISOString().slice(0, 10);
}

function offsetMs(atMs: number, timeZone: string): number {
  return tzOffset(timeZone, new Date(atMs)) * MINUTE_MS;
}
