import { describe, expect, it } from "vitest";
import {
  addTestCounts,
  formatTestCounts,
  NO_TESTS,
  readPlaywrightCounts,
  readVitestCounts,
} from "./test-counts";

describe("test counts", () => {
  it("are read from both runners and added up", () => {
    const vitest = readVitestCounts({
      numTotalTests: 10,
      numPassedTests: 6,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
    });
    const playwright = readPlaywrightCounts({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } });
    expect(vitest).toEqual({ passed: 6, failed: 1, skipped: 3 });
    expect(playwright).toEqual({ passed: 4, failed: 2, skipped: 0 });
    expect(addTestCounts(vitest, playwright)).toEqual({ passed: 10, failed: 3, skipped: 3 });
  });

  it("end in the plain line", () => {
    expect(formatTestCounts({ passed: 10, failed: 0, skipped: 3 })).toBe("10 passed, 0 failed, 3 skipped");
    expect(formatTestCounts(NO_TESTS)).toBe("0 passed, 0 failed");
  });

  it("never take a report of another shape for an empty one", () => {
    expect(() => readVitestCounts({})).toThrow();
    expect(() => readPlaywrightCounts({ stats: {} })).toThrow();
  });
});
