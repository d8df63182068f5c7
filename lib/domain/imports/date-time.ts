import { zonedInstant } from "../zoned-time";

/** Which of 12/1/2010's first two numbers is the month. */
export type DateOrder = "month-first" | "day-first";

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(?: ?(Z|[+-]\d{2}:?\d{2}))?$/;
const SLASHED = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const MINUTE_MS = 60_000;

/**
 * The instant that a text names: `2010-12-01 08:26:00`, the same with `T`, without seconds or time, with `Z` or an
 * offset; or `12/1/2010 8:26` as spreadsheets write it. Without an offset the time is read in `timeZone`.
 * @param order needed for dates with slashes or points
 * @returns undefined for any other text, and for a day or time that does not exist
 */
export function parseDateTime(text: string, timeZone: string, order: DateOrder | null): Date | undefined {
  const iso = ISO.exec(text);
  if (iso) {
    const [, year, month, day, hour, minute, second, fraction, zone] = iso;
    const ms = Math.floor(Number(`0.${fraction ?? "0"}`) * 1000);
    const local = localMs(year!, month!, day!, hour, minute, second);
    if (local === undefined) return undefined;
    if (zone === undefined) return zonedInstant(local + ms, timeZone);
    const offset = zone === "Z" ? 0 : parseOffset(zone);
    return offset === undefined ? undefined : new Date(local + ms - offset);
  }
  const slashed = order && SLASHED.exec(text);
  if (!slashed) return undefined;
  const [, first, second, year, hour, minute, seconds] = slashed;
  const [month, day] = order === "month-first" ? [first!, second!] : [second!, first!];
  const local = localMs(year!, month, day, hour, minute, seconds);
  return local === undefined ? undefined : zonedInstant(local, timeZone);
}

/** What one date tells of its file's order: "none" needs no order, "either" leaves it open. */
export function tellDateOrder(text: string): DateOrder | "either" | "none" {
  const match = SLASHED.exec(text);
  if (!match) return "none";
  const first = Number(match[1]);
  const second = Number(match[2]);
  if (first > 12 && second <= 12) return "day-first";
  if (second > 12 && first <= 12) return "month-first";
  return "either";
}

function localMs(
  year: string,
  month: string,
  day: string,
  hour = "0",
  minute = "0",
  second = "0",
): number | undefined {
  const ms = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  const date = new Date(ms);
  const real =
    +year >= 1900 &&
    +hour < 24 &&
    +minute < 60 &&
    +second < 60 &&
    date.getUTCMonth() === +month - 1 &&
    date.getUTCDate() === +day;
  return real ? ms : undefined;
}

function parseOffset(zone: string): number | undefined {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  if (Number(zone.slice(-2)) > 59 || minutes > 14 * 60) return undefined;
  return (zone.startsWith("-") ? -minutes : minutes) * MINUTE_MS;
}
