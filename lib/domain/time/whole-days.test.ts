import { describe, expect, it } from "vitest";
import { Calendar } from "@/lib/world/calendar";
import { wholeDaysBefore, yearBefore } from "./whole-days";

describe("whole days", () => {
  it("end where today begins and leave today out", () => {
    const { dates, starts } = wholeDaysBefore(new Date("2026-11-01T09:00:00Z"), "Europe/Dublin", 3);
    expect(dates).toEqual(["2026-10-29", "2026-10-30", "2026-10-31"]);
    expect(starts.at(-1)).toEqual(new Date("2026-11-01T00:00:00Z"));
  });

  it("are those of the shop's zone, not of the server's", () => {
    const now = new Date("2026-06-30T20:30:00Z");
    expect(wholeDaysBefore(now, "Asia/Shanghai", 1).dates).toEqual(["2026-06-30"]);
    expect(wholeDaysBefore(now, "America/Los_Angeles", 1).dates).toEqual(["2026-06-29"]);
  });

  it("have 23 and 25 hours where the clocks change, and begin at one where midnight is skipped", () => {
    for (const [timeZone, startDate] of [
      ["Europe/Dublin", "2026-03-20"],
      ["Europe/Dublin", "2026-10-20"],
      ["America/Santiago", "2026-09-01"],
      ["Australia/Lord_Howe", "2026-03-30"],
      ["Pacific/Kiritimati", "2028-02-25"],
    ] as const) {
      const calendar = new Calendar(startDate, timeZone);
      const days = wholeDaysBefore(new Date(calendar.at(14, 9 * 3600)), timeZone, 14);
      days.dates.forEach((date, day) => {
        expect(date).toBe(calendar.describe(day).date);
      });
      days.starts.forEach((start, day) => {
        expect(start.getTime()).toBe(calendar.startsAt(day));
      });
    }
  });

  it("have their like a year before, over leap days too", () => {
    const days = wholeDaysBefore(new Date("2028-03-02T12:00:00Z"), "UTC", 2);
    expect(days.dates).toEqual(["2028-02-29", "2028-03-01"]);
    expect(yearBefore(days, "UTC").dates).toEqual(["2027-03-01", "2027-03-02"]);
  });
});
