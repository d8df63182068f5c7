import { describe, expect, it } from "vitest";
import { createFormat, MISSING, minorUnits } from "./format";

const english = createFormat({ locale: "en", timeZone: "Europe/Berlin", currency: "EUR" });
const chinese = createFormat({ locale: "zh-CN", timeZone: "Asia/Shanghai", currency: "CNY" });

describe("numbers", () => {
  it("groups thousands and keeps as many digits as a reader can use", () => {
    expect([0, 12, 0.1234, 0.01234, 12.345, 345.678, 12_345.6].map((value) => english.number(value))).toEqual(
      ["0", "12", "0.12", "0.0123", "12.35", "345.7", "12,346"],
    );
  });

  it("makes no estimate of a chance certain", () => {
    expect([0, 0.0009, 0.001, 0.117, 0.999, 0.99901, 1].map(english.chance)).toEqual([
      "<0.1%",
      "<0.1%",
      "0.1%",
      "11.7%",
      "99.9%",
      ">99.9%",
      ">99.9%",
    ]);
    expect([null, undefined, Number.NaN, -0.1, 1.1].map(english.chance)).toEqual(Array(5).fill("–"));
  });

  it("writes fractions as percents only in text, with a sign where it is a change", () => {
    expect(english.percent(0.184)).toBe("18.4%");
    expect(english.percent(0.184, { decimals: 0 })).toBe("18%");
    expect(english.percent(0.05, { signed: true })).toBe("+5%");
    expect(english.percent(-0.05, { signed: true })).toBe("-5%");
    expect(english.percent(0, { signed: true })).toBe("0%");
  });

  it("shows a dash, never zero, for what is missing", () => {
    const { number, percent, money, date, duration, bytes } = english;
    const texts = [
      number(null),
      number(Number.NaN),
      percent(undefined),
      money(null),
      date(null),
      date("no date"),
    ];
    expect([...texts, duration(null), duration(-1), bytes(undefined)]).toEqual(Array(9).fill(MISSING));
  });

  it("shortens large numbers the way each language does", () => {
    expect(english.number(12_400, { compact: true })).toBe("12.4K");
    expect(chinese.number(12_400, { compact: true })).toBe("1.2万");
  });
});

describe("money", () => {
  it("divides minor units by what the currency says, not by a hundred", () => {
    expect([minorUnits("EUR"), minorUnits("JPY"), minorUnits("KWD")]).toEqual([100, 1, 1000]);
    expect(english.money(123_450)).toBe("€1,234.50");
    expect(english.money(1234, { currency: "JPY" })).toBe("¥1,234");
    expect(chinese.money(-123_450)).toBe("-¥1,234.50");
  });

  it("drops the cents where asked", () => {
    expect(english.money(123_450, { decimals: 0 })).toBe("€1,235");
    expect(english.money(123_450_000, { compact: true })).toBe("€1.2M");
  });
});

describe("times", () => {
  const lateOnTheThird = "2026-03-03T23:30:00Z";

  it("tells an instant in the shop's zone, not the reader's", () => {
    expect(english.date(lateOnTheThird)).toBe("Mar 4, 2026");
    expect(createFormat({ locale: "en", timeZone: "UTC", currency: "EUR" }).date(lateOnTheThird)).toBe(
      "Mar 3, 2026",
    );
    expect(chinese.date(lateOnTheThird)).toBe("2026年3月4日");
  });

  it("writes hours with plain spaces, as every browser's engine would", () => {
    expect(english.dateTime(lateOnTheThird)).toBe("Mar 4, 2026, 12:30 AM");
    expect(english.time(lateOnTheThird)).toBe("12:30 AM");
  });

  it("measures from the clock it is given", () => {
    expect(english.relative("2026-03-01T10:00:00Z", "2026-03-04T10:00:00Z")).toBe("3 days ago");
    expect(english.relative("2026-03-05T10:00:00Z", "2026-03-04T10:00:00Z")).toBe("tomorrow");
    expect(english.relative("2026-03-04T09:59:40Z", "2026-03-04T10:00:00Z")).toBe("now");
    expect(chinese.relative("2026-03-04T08:00:00Z", "2026-03-04T10:00:00Z")).toBe("2小时前");
  });

  it("names the two largest parts of a length of time", () => {
    expect([45_000, 60_000, 80 * 60_000, 26 * 3_600_000].map(english.duration)).toEqual([
      "45 sec",
      "1 min",
      "1 hr 20 min",
      "1 day 2 hr",
    ]);
    expect(chinese.duration(80 * 60_000)).toBe("1小时20分钟");
    expect(english.duration(0)).toBe("0 sec");
  });
});

it("writes sizes of files in decimal units", () => {
  expect([512, 1500, 2_300_000].map(english.bytes)).toEqual(["512 byte", "1.5 kB", "2.3 MB"]);
});
