import { describe, expect, it } from "vitest";
import type { TimelineEntry } from "@/lib/contracts/timeline";
import { createFormat } from "@/lib/i18n/format";
import { groupByDay } from "./prepare-timeline";

const liked = (at: string): TimelineEntry => ({
  ...{ kind: "social", id: `social:${at}`, at, type: "social_liked", text: null, product: null },
});

describe("a timeline's days", () => {
  it("begin at the shop's midnight and keep the order of the entries", () => {
    const entries = ["2026-10-31T23:30:00Z", "2026-10-31T22:59:00Z", "2026-10-30T12:00:00Z"].map(liked);
    const { day } = createFormat({ locale: "en", timeZone: "Europe/Berlin", currency: "EUR" });
    expect(groupByDay(entries, day).map(({ name, entries: of }) => [name, of.length])).toEqual([
      ["Sun, Nov 1, 2026", 1],
      ["Sat, Oct 31, 2026", 1],
      ["Fri, Oct 30, 2026", 1],
    ]);
    const dublin = createFormat({ locale: "en", timeZone: "Europe/Dublin", currency: "EUR" });
    expect(groupByDay(entries, dublin.day).map(({ entries: of }) => of.length)).toEqual([2, 1]);
    expect(groupByDay([], day)).toEqual([]);
  });
});
