const DAY_MS = 86_400_000;

/** Day, month and year of a date, and where it stands in the week and year. */
export interface CalendarDay {
  /** ISO date. */
  readonly date: string;
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly dayOfMonth: number;
  /** 0 Monday … 6 Sunday. */
  readonly weekday: number;
  /** 0–365. */
  readonly dayOfYear: number;
}

/**
 * The days of a shop in its own zone. A day is 23, 24 or 25 hours long; wall-clock times that a change of
 * the clocks skips are read an hour later, those it repeats are read the first time.
 * Days may be negative (before the start).
 */
export class Calendar {
  private readonly formatter: Intl.DateTimeFormat;
  private readonly firstDayUtc: number;
  private readonly starts = new Map<number, number>();
  private readonly days = new Map<number, CalendarDay>();

  /** @param startDate ISO date of day 0 @param timeZone IANA name @throws RangeError for an unknown zone or date */
  constructor(startDate: string, timeZone: string) {
    const parsed = /^(\d{4})-(\d{2})-(\d{2})$/.exec(startDate);
    this.firstDayUtc = parsed
      ? Date.UTC(Number(parsed[1]), Number(parsed[2]) - 1, Number(parsed[3]))
      : Number.NaN;
    if (!Number.isFinite(this.firstDayUtc)) throw new RangeError(`"${startDate}" is not an ISO date.`);
    this.formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  /** First instant of a day, UTC milliseconds. */
  startsAt(day: number): number {
    const known = this.starts.get(day);
    if (known !== undefined) return known;
    const midnight = this.firstDayUtc + day * DAY_MS;
    const start = this.toUtc(midnight);
    this.starts.set(day, start);
    return start;
  }

  /** The instant at which the shop's clock shows this many seconds after midnight. */
  at(day: number, secondOfDay: number): number {
    const start = this.startsAt(day);
    if (this.startsAt(day + 1) - start === DAY_MS) return start + secondOfDay * 1000;
    return this.toUtc(this.firstDayUtc + day * DAY_MS + secondOfDay * 1000);
  }

  /** The day an instant falls on. */
  dayOf(at: number): number {
    let day = Math.floor((at - this.firstDayUtc) / DAY_MS);
    if (at < this.startsAt(day)) day -= 1;
    else if (at >= this.startsAt(day + 1)) day += 1;
    return day;
  }

  describe(day: number): CalendarDay {
    const known = this.days.get(day);
    if (known) return known;
    const utc = new Date(this.firstDayUtc + day * DAY_MS);
    const year = utc.getUTCFullYear();
    const described: CalendarDay = {
      date: utc.toISOString().slice(0, 10),
      year,
      month: utc.getUTCMonth() + 1,
      dayOfMonth: utc.getUTCDate(),
      weekday: (utc.getUTCDay() + 6) % 7,
      dayOfYear: Math.round((utc.getTime() - Date.UTC(year, 0, 1)) / DAY_MS),
    };
    this.days.set(day, described);
    return described;
  }

  /** Milliseconds that the shop's clock is ahead of UTC. */
  private offsetAt(utc: number): number {
    const whole = Math.floor(utc / 1000) * 1000;
    const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of this.formatter.formatToParts(new Date(whole)))
      if (type in part) part[type as keyof typeof part] = Number(value);
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - whole;
  }

  /** `wall` is the shop's clock written as if it were UTC. */
  private toUtc(wall: number): number {
    const before = this.offsetAt(wall - DAY_MS);
    const first = wall - before;
    if (this.offsetAt(first) === before) return first;
    const after = this.offsetAt(wall + DAY_MS);
    const second = wall - after;
    if (this.offsetAt(second) === after) return second;
    // The clock never showed this time: it was set forward across it.
    return first;
  }
}
