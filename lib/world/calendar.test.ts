import { describe, expect, it } from "vitest";
import { Calendar } from "./calendar";

const HOUR = 3_600_000;

describe("calendar", () => {
  it("has days of 23 and 25 hours when the clocks change", () => {
    const dublin = new Calendar("2026-03-29", "Europe/Dublin");
    expect(dublin.startsAt(1) - dublin.startsAt(0)).toBe(23 * HOUR);
    const autumn = new Calendar("2026-10-25", "Europe/Dublin");
    expect(autumn.startsAt(1) - autumn.startsAt(0)).toBe(25 * HOUR);
    expect(autumn.startsAt(2) - autumn.startsAt(1)).toBe(24 * HOUR);
  });

  it("reads wall-clock times across both changes", () => {
    const spring = new Calendar("2026-03-29", "Europe/Dublin");
    // 00:30 is still GMT, 01:30 never happens and is read as 02:30 summer time, 12:00 is 11:00 UTC.
    expect(new Date(spring.at(0, 0.5 * 3600)).toISOString()).toBe("2026-03-29T00:30:00.000Z");
    expect(new Date(spring.at(0, 1.5 * 3600)).toISOString()).toBe("2026-03-29T01:30:00.000Z");
    expect(new Date(spring.at(0, 12 * 3600)).toISOString()).toBe("2026-03-29T11:00:00.000Z");
    const autumn = new Calendar("2026-10-25", "Europe/Dublin");
    expect(new Date(autumn.at(0, 0.5 * 3600)).toISOString()).toBe("2026-10-24T23:30:00.000Z");
    expect(new Date(autumn.at(0, 1.5 * 3600)).toISOString()).toBe("2026-10-25T00:30:00.000Z");
    expect(new Date(autumn.at(0, 12 * 3600)).toISOString()).toBe("2026-10-25T12:00:00.000Z");
  });

  it("keeps its promises where a day begins at one in the morning, and far from Greenwich", () => {
    // Chile sets its clocks forward at midnight: 2026-09-06 begins at 01:00 local time.
    for (const [date, zone] of [
      ["2026-09-04", "America/Santiago"],
      ["2026-04-03", "Australia/Lord_Howe"],
      ["2026-03-27", "Asia/Kathmandu"],
      ["2026-03-27", "Pacific/Kiritimati"],
    ] as const) {
      const calendar = new Calendar(date, zone);
      for (let day = -3; day < 10; day++) {
        const length = calendar.startsAt(day + 1) - calendar.startsAt(day);
        expect(length).toBeGreaterThanOrEqual(23 * HOUR);
        expect(length).toBeLessThanOrEqual(25 * HOUR);
        for (let second = 0; second < 86_400; second += 1800) {
          const at = calendar.at(day, second);
          expect(at).toBeGreaterThanOrEqual(calendar.startsAt(day));
          expect(at).toBeLessThan(calendar.startsAt(day + 1));
          expect(calendar.dayOf(at)).toBe(day);
        }
      }
    }
  });

  it("describes days", () => {
    const calendar = new Calendar("2026-01-01", "Europe/Dublin");
    expect(calendar.describe(0)).toMatchObject({ date: "2026-01-01", month: 1, weekday: 3, dayOfYear: 0 });
    expect(calendar.describe(-1)).toMatchObject({ date: "2025-12-31", weekday: 2, dayOfYear: 364 });
    expect(() => new Calendar("yesterday", "Europe/Dublin")).toThrow(RangeError);
    expect(() => new Calendar("2026-01-01", "Nowhere/Else")).toThrow(RangeError);
  });
});
