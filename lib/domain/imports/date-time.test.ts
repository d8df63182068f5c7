import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDateTime, tellDateOrder } from "./date-time";

const LONDON = "Europe/London";
const iso = (text: string, order: Parameters<typeof parseDateTime>[2] = null) =>
  parseDateTime(text, LONDON, order)?.toISOString();

describe("a date with a time", () => {
  it.each([
    ["2010-12-01 08:26:00", "2010-12-01T08:26:00.000Z"],
    ["2011-08-12 14:50", "2011-08-12T13:50:00.000Z"],
    ["2011-08-12T14:50:00.123456", "2011-08-12T13:50:00.123Z"],
    ["2011-08-12T14:50:00Z", "2011-08-12T14:50:00.000Z"],
    ["2011-08-12 14:50:00+05:30", "2011-08-12T09:20:00.000Z"],
    ["2011-08-12", "2011-08-11T23:00:00.000Z"],
    ["2012-02-29 00:00:00", "2012-02-29T00:00:00.000Z"],
  ])("%s is %s", (text, instant) => {
    expect(iso(text)).toBe(instant);
  });

  it("takes the order of day and month from its file", () => {
    expect(iso("12/1/2010 8:26", "month-first")).toBe("2010-12-01T08:26:00.000Z");
    expect(iso("12/1/2010 8:26", "day-first")).toBe("2010-01-12T08:26:00.000Z");
    expect(iso("31.12.2010", "day-first")).toBe("2010-12-31T00:00:00.000Z");
    expect(iso("12/1/2010 8:26")).toBeUndefined();
    expect(iso("13/1/2010 8:26", "month-first")).toBeUndefined();
  });

  it.each([
    "",
    "yesterday",
    "2010-13-01 00:00:00",
    "2011-02-29 00:00:00",
    "2010-12-01 24:00:00",
    "2010-12-01 08:60",
    "2010-12-01 08:26:00 GMT",
    "0010-12-01 08:26:00",
    "2010-12-01 08:26:00+25:00",
    "40513.35",
    "2010-12-1",
    "\u0000",
  ])("%j is none", (text) => {
    expect(iso(text)).toBeUndefined();
  });

  it("gives back every second of every day that is written in full", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("1950-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }),
        (date) => {
          const text = `${date.toISOString().slice(0, 19)}Z`;
          expect(iso(text)).toBe(`${text.slice(0, -1)}.000Z`);
        },
      ),
    );
  });

  it("never throws, and never gives a date that is none", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."0123456789-/:. TZ+") }), (text) => {
        for (const order of ["month-first", "day-first", null] as const) {
          const date = parseDateTime(text, LONDON, order);
          expect(date === undefined || Number.isFinite(date.getTime())).toBe(true);
        }
      }),
    );
  });
});

describe("the order of a file's dates", () => {
  it.each([
    ["12/31/2010 8:26", "month-first"],
    ["31/12/2010", "day-first"],
    ["1/2/2010", "either"],
    ["31/31/2010", "either"],
    ["2010-12-01", "none"],
  ])("%s tells %s", (text, told) => {
    expect(tellDateOrder(text)).toBe(told);
  });
});
