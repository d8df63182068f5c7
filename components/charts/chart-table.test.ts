import { describe, expect, it } from "vitest";
import { chartCsv } from "./chart-table";

describe("a chart's CSV", () => {
  it("quotes what must be quoted and leaves missing values empty", () => {
    const columns = [{ header: "Week, ISO" }, { header: "Units" }];
    const rows = [
      ['12" "wide"', 3.5],
      ["two\nlines", null],
      ["plain", Number.NaN],
    ];
    expect(chartCsv({ columns, rows })).toBe(
      '"Week, ISO",Units\r\n"12"" ""wide""",3.5\r\n"two\nlines",\r\nplain,\r\n',
    );
  });

  it("takes the teeth out of what a spreadsheet would run, not out of negative numbers", () => {
    const rows = [["=1+1"], ["@x"], ["-a"], [-5]];
    expect(chartCsv({ columns: [{ header: "v" }], rows })).toBe("v\r\n'=1+1\r\n'@x\r\n'-a\r\n-5\r\n");
  });
});
