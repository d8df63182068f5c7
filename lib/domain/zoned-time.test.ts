import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zonedInstant } from "./zoned-time";

const local = (text: string) => Date.parse(`${text}Z`);

describe("a local time", () => {
  it.each([
    ["2010-12-01T08:26:00", "Europe/London", "2010-12-01T08:26:00.000Z"],
    ["2011-07-01T08:26:00", "Europe/London", "2011-07-01T07:26:00.000Z"],
    // The clocks go from 01:00 to 02:00: half past one never happens, and is read as half past two.
    ["2011-03-27T00:59:59", "Europe/London", "2011-03-27T00:59:59.000Z"],
    ["2011-03-27T01:30:00", "Europe/London", "2011-03-27T01:30:00.000Z"],
    ["2011-03-27T02:00:00", "Europe/London", "2011-03-27T01:00:00.000Z"],
    // They go back from 02:00 to 01:00: half past one happens twice, and is the first of the two.
    ["2011-10-30T01:30:00", "Europe/London", "2011-10-30T00:30:00.000Z"],
    ["2011-10-30T02:00:00", "Europe/London", "2011-10-30T02:00:00.000Z"],
    ["2026-06-01T12:00:00", "Asia/Kathmandu", "2026-06-01T06:15:00.000Z"],
    ["2026-10-04T02:15:00", "Australia/Lord_Howe", "2026-10-03T15:45:00.000Z"],
    ["2026-06-01T12:00:00", "UTC", "2026-06-01T12:00:00.000Z"],
  ])("%s in %s is %s", (text, zone, instant) => {
    expect(zonedInstant(local(text), zone).toISOString()).toBe(instant);
  });

  it("is what the zone's clocks show at that instant, except where they skip it", () => {
    const zones = ["Europe/London", "America/New_York", "Asia/Shanghai", "America/Santiago", "Pacific/Apia"];
    fc.assert(
      fc.property(
        fc.integer({ min: local("1995-01-01T00:00:00"), max: local("2035-01-01T00:00:00") }),
        fc.constantFrom(...zones),
        (wanted, timeZone) => {
          const seconds = Math.floor(wanted / 1000) * 1000;
          const shown = new Intl.DateTimeFormat("sv-SE", {
            timeZone,
            dateStyle: "short",
            timeStyle: "medium",
          }).format(zonedInstant(seconds, timeZone));
          const off = local(shown.replace(" ", "T")) - seconds;
          // A skipped time moves on by the length of the change: an hour, half of one, or Apia's lost day.
          expect([0, 3_600_000, 1_800_000, 86_400_000]).toContain(off);
        },
      ),
    );
  });
});
