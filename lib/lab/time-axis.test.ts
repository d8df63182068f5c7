import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseTable } from "./read-table";
import { layTimeAxis, readMoments } from "./time-axis";

function axisOf(...cells: string[]) {
  const { unit, values } = readMoments(
    parseTable(`t;n\n${cells.map((cell) => `${cell};1`).join("\n")}\n`, "x.csv"),
    "t",
  );
  const axis = layTimeAxis(unit, [...values], cells);
  return { ...axis, unit, periods: [...values].map((value) => axis.periodOf.get(value)) };
}

describe("times of a file", () => {
  it.each([
    ["days", ["2024-02-28", "2024-03-01", "2024-02-29"], [0, 2, 1], 7],
    ["days with a time of day", ["2024-01-01T08:00:00Z", "2024-01-03 23:59", "2024-01-02"], [0, 2, 1], 7],
    ["days without marks", ["20240229", "20240301", "20240302"], [0, 1, 2], 7],
    [
      "days of two orders, told by a part above twelve",
      ["11/02/2024", "12/02/2024", "13/02/2024"],
      [0, 1, 2],
      7,
    ],
    ["American days", ["01/29/2024", "01/30/2024", "02/01/2024"], [0, 1, 3], 7],
    ["days with dots", ["29.2.2024", "01.03.2024", "2.3.2024"], [0, 1, 2], 7],
    ["weeks as days, one of them without a row", ["2024-01-01", "2024-01-22", "2024-01-08"], [0, 3, 1], 52],
    ["ISO weeks over a year with 53", ["2020-W52", "2020-W53", "2021-W01", "2021W02"], [0, 1, 2, 3], 52],
    ["weeks without marks", ["202452", "202501", "202503"], [0, 1, 3], 52],
    ["months as first days", ["2024-01-01", "2024-02-01", "2024-04-01"], [0, 1, 3], 12],
    ["months", ["2023-12", "2024-01", "2024-03"], [0, 1, 3], 12],
    ["months without marks", ["202312", "202401", "202403"], [0, 1, 3], 12],
    ["quarters", ["2023-Q3", "2023Q4", "2024-Q2"], [0, 1, 3], 4],
    ["years as numbers", ["2019", "2020", "2022"], [0, 1, 3], 52],
    ["weeks by number, every second", ["10", "12", "16"], [0, 1, 3], 52],
    ["numbers that leave the grid empty", ["1", "2", "1000"], [0, 1, 2], 52],
    ["fractions", ["0.5", "0.25", "4"], [1, 0, 2], 52],
    ["one time only", ["2024-01-01", "2024-01-01"], [0, 0], 7],
  ])("lie on an even grid: %s", (_, cells, periods, season) => {
    expect(axisOf(...cells)).toMatchObject({ periods, season });
  });

  it("keep their own words and name periods without a row", () => {
    expect(axisOf("2024-01-01", "2024-01-22", "2024-01-08").labels).toEqual([
      "2024-01-01",
      "2024-01-08",
      "2024-01-15",
      "2024-01-22",
    ]);
    expect(axisOf("2023-12", "2024-01", "2024-03").labels[2]).toBe("2024-02");
    expect(axisOf("202452", "202501", "202503").labels[2]).toBe("2025-01-06");
    expect(axisOf("10", "12", "16").labels[2]).toBe("14");
  });

  it.each([
    ["a date that does not exist", ["2024-02-28", "2024-02-30"]],
    ["words", ["soon", "later"]],
    ["another kind than the first cell's", ["2024-01-01", "7"]],
    ["days that cannot be told from months", ["01/02/2024", "03/02/2024"]],
    ["a fourteenth month", ["2024-01", "2024-14"]],
  ])("are refused with their line: %s", (_, cells) => {
    expect(() => axisOf(...cells)).toThrow(expect.objectContaining({ code: "BAD_VALUE" }));
  });

  it("give back the order and the distances of any days", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 40 }),
        (days) => {
          const cells = days.map((day) =>
            new Date(Date.UTC(2023, 0, 1) + day * 86_400_000).toISOString().slice(0, 10),
          );
          const { periods, periodOf, labels } = axisOf(...cells);
          expect(labels.length).toBeGreaterThanOrEqual(periodOf.size);
          expect(labels.length).toBeLessThanOrEqual(Math.max(2 * periodOf.size, periodOf.size + 1));
          const byDay = days.map((day, i) => [day, periods[i]!] as const).sort((a, b) => a[0] - b[0]);
          for (let i = 1; i < byDay.length; i++) expect(byDay[i]![1]).toBeGreaterThan(byDay[i - 1]![1]);
          expect(byDay[0]![1]).toBe(0);
          cells.forEach((cell, i) => {
            expect(labels[periods[i]!]).toBe(cell);
          });
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });
});
