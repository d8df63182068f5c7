import { describe, expect, it } from "vitest";
import { startOf } from "./start-day";

const today = new Date("2026-03-01T23:00:00.000Z");
const now = new Date("2026-03-02T08:00:00.000Z");
const asked = (at: string) => startOf(new Date(at), { now, today });

describe("the day from which a price counts", () => {
  it("is at once where none was chosen, and for any time of today that has passed", () => {
    expect(startOf(null, { now, today })).toEqual({ at: null });
    expect(asked("2026-03-01T23:00:00.000Z")).toEqual({ at: null });
    expect(asked("2026-03-02T08:00:00.000Z")).toEqual({ at: null });
  });

  it("is a later one as it was asked for, within a year", () => {
    const at = "2026-03-02T08:00:00.001Z";
    expect(asked(at)).toEqual({ at: new Date(at) });
    expect(asked("2027-03-02T08:00:00.000Z")).toEqual({ at: new Date("2027-03-02T08:00:00.000Z") });
    expect(asked("2027-03-02T08:00:00.001Z")).toEqual({ refusal: "tooFar" });
  });

  it("is never one that has passed", () => {
    expect(asked("2026-03-01T22:59:59.999Z")).toEqual({ refusal: "past" });
  });
});
