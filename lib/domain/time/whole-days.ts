import { TZDate } from "@date-fns/tz";

/** Some days of a shop, one after the other, each whole: 23, 24 or 25 hours. */
export interface WholeDays {
  /** ISO dates in the shop's zone, oldest first. */
  readonly dates: readonly string[];
  /** When each of them begins, and when the last one ends: one more than there are dates. */
  readonly starts: readonly Date[];
}

/** The last `days` whole days before the one that `now` falls on: today is not over and is left out. */
export function wholeDaysBefore(now: Date, timeZone: string, days: number): WholeDays {
  const today = new TZDate(now.getTime(), timeZone);
  return daysFrom(today.getFullYear(), today.getMonth(), today.getDate() - days, timeZone, days);
}

/** The same dates one year earlier; a 29 February becomes the 1 March. */
export function yearBefore({ dates }: WholeDays, timeZone: string): WholeDays {
  const [year, month, day] = dates[0]!.split("-").map(Number) as [number, number, number];
  return daysFrom(year - 1, month - 1, day, timeZone, dates.length);
}

function daysFrom(year: number, month: number, day: number, timeZone: string, days: number): WholeDays {
  return {
    dates: Array.from({ length: days }, (_, k) =>
      new Date(Date.UTC(year, month, day + k)).toISOString().slice(0, 10),
    ),
    starts: Array.from({ length: days + 1 }, (_, k) => midnight(year, month, day + k, timeZone)),
  };
}

/** The first instant of a date: one o'clock where the clocks skip midnight. */
function midnight(year: number, month: number, day: number, timeZone: string): Date {
  return new Date(new TZDate(year, month, day, timeZone).getTime());
}
