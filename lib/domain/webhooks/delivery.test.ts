import { describe, expect, it } from "vitest";
import { isTakenIn, MOST_ATTEMPTS, nextAttempt } from "./delivery";

const NOW = new Date("2026-03-02T08:00:00Z");

describe("a delivery that fails", () => {
  it("is tried ever more rarely, and ends after eight attempts", () => {
    const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, k) => {
      const at = nextAttempt(k + 1, NOW);
      return at!.getTime() - NOW.getTime();
    });
    expect(MOST_ATTEMPTS).toBe(8);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(new Set(waits).size).toBe(waits.length);
    expect(nextAttempt(MOST_ATTEMPTS, NOW)).toBeNull();
  });

  it("counts a redirect and no answer as failures", () => {
    expect([200, 204, 299].every(isTakenIn)).toBe(true);
    expect([null, 199, 301, 302, 400, 410, 500].some(isTakenIn)).toBe(false);
  });
});
