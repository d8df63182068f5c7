import type { Calendar } from "@/lib/world/calendar";

const OPENS_SECOND = 9 * 3600;

/** What the shop's clock shows when everything up to the evening before has been written: nine in the morning there. */
export function shopMorning(calendar: Calendar, day: number): Date {
  return new Date(calendar.at(day, OPENS_SECOND));
}
