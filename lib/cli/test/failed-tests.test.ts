import { describe, expect, it } from "vitest";
import { listFailedPlaywright, listFailedVitest } from "./failed-tests";

describe("the failed tests of a report", () => {
  it("are named with the first line of their reason", () => {
    const assertionResults = [
      { fullName: "sums adds", status: "passed", failureMessages: [] },
      { fullName: "sums carries", status: "failed", failureMessages: ["expected 1 to be 2\n    at x.ts:1"] },
    ];
    const report = { testResults: [{ name: "x.test.ts", message: "", assertionResults }] };
    expect(listFailedVitest(report)).toEqual(["sums carries: expected 1 to be 2"]);
  });

  it("include a file that did not load", () => {
    const report = { testResults: [{ name: "y.test.ts", message: "no module\n…", assertionResults: [] }] };
    expect(listFailedVitest(report)).toEqual(["y.test.ts: no module"]);
  });

  it("are found in nested suites of journeys", () => {
    const spec = (title: string, ok: boolean) => ({ title, ok, file: "a.spec.ts", line: 3 });
    const report = { suites: [{ specs: [spec("in", true)], suites: [{ specs: [spec("out", false)] }] }] };
    expect(listFailedPlaywright(report)).toEqual(["a.spec.ts:3: out"]);
  });
});
