import { TZDate } from "@date-fns/tz";
import { addDays, startOfISOWeek } from "date-fns";

export interface CalendarWeek {
  /** Monday's midnight in the zone. */
  readonly from: Date;
  /** The next Monday's. */
  readonly to: Date;
}

/** The ISO weeks of a zone from the one that holds `first` to the one that holds `last`, oldest first. */
export function calendarWeeks(first: Date, last: Date, timeZone: string): CalendarWeek[] {
  const weeks: CalendarWeek[] = [];
  let monday = startOfISOWeek(new TZDate(first.getTime(), timeZone));
  while (monday.getTime() <= last.getTime()) {
    // By days of the calendar: a week in which the clocks change is an hour shorter or longer.
    const next = addDays(monday, 7);
    weeks.push({ from: new Date(monday.getTime()), to: new Date(next.getTime()) });
    monday = next;
  }
  return weeks;
}
