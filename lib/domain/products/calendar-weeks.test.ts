import { describe, expect, it } from "vitest";
import { calendarWeeks } from "./calendar-weeks";

describe("calendar weeks", () => {
  it("begin on Mondays at midnight of the zone, also over a change of the clocks", () => {
    // Dublin: summer time ends on Sunday 25 October 2026 at 01:00 UTC.
    const weeks = calendarWeeks(
      new Date("2026-10-21T10:00:00Z"),
      new Date("2026-11-02T00:00:00Z"),
      "Europe/Dublin",
    );
    expect(weeks.map(({ from }) => from.toISOString())).toEqual([
      "2026-10-18T23:00:00.000Z",
      "2026-10-26T00:00:00.000Z",
      "2026-11-02T00:00:00.000Z",
    ]);
    expect(weeks[0]!.to).toEqual(weeks[1]!.from);
  });

  it("hold the week of a lone moment", () => {
    const moment = new Date("2026-03-01T23:30:00Z");
    // 07:30 on Monday the second in Shanghai.
    expect(calendarWeeks(moment, moment, "Asia/Shanghai")).toEqual([
      { from: new Date("2026-03-01T16:00:00Z"), to: new Date("2026-03-08T16:00:00Z") },
    ]);
  });
});
