import { describe, expect, it } from "vitest";
import { estimateSecondsLeft, formatDuration, runSteps, type Step } from "./step-progress";

const step = (title: string, expectedSeconds: number, run: Step["run"] = async () => undefined): Step => ({
  title,
  expectedSeconds,
  run,
});

function recordingScreen() {
  const lines: string[] = [];
  return { lines, interactive: false, columns: 80, write: (text: string) => void lines.push(text) };
}

describe("time left", () => {
  const steps = [{ expectedSeconds: 10 }, { expectedSeconds: 20 }, { expectedSeconds: 30 }];

  it("is what the open steps usually take on a machine as fast as the usual one", () => {
    expect(estimateSecondsLeft(steps, 1, 0.5, 20)).toBe(40);
  });

  it("doubles on a machine that took twice as long so far", () => {
    expect(estimateSecondsLeft(steps, 1, 0.5, 40)).toBe(80);
  });

  it("is nothing at the end", () => {
    expect(estimateSecondsLeft(steps, 2, 1, 60)).toBe(0);
  });

  it("reads as minutes and seconds", () => {
    expect([0, 9.6, 75, 600].map(formatDuration)).toEqual(["0:00", "0:10", "1:15", "10:00"]);
  });
});

describe("steps", () => {
  it("run in order, each with a line when it starts and how long it took", async () => {
    const screen = recordingScreen();
    let clockMs = 0;
    const order: string[] = [];
    const timed = (title: string, ms: number) =>
      step(title, 1, async () => {
        order.push(title);
        clockMs += ms;
      });
    await runSteps([timed("one", 1500), timed("two", 200)], screen, () => clockMs);
    expect(order).toEqual(["one", "two"]);
    expect(screen.lines).toEqual([
      "[1/2] one …\n",
      "[1/2] one: 1.5 s\n",
      "[2/2] two …\n",
      "[2/2] two: 0.2 s\n",
    ]);
  });

  it("stop at the one that fails, which is named", async () => {
    const screen = recordingScreen();
    const failing = step("two", 1, async () => {
      throw new Error("no disk");
    });
    const never = step("three", 1, () => expect.unreachable());
    await expect(runSteps([step("one", 1), failing, never], screen, () => 0)).rejects.toThrow("no disk");
    expect(screen.lines.at(-1)).toBe("[2/3] two: failed\n");
  });

  it("draw one line over itself on a terminal, with bar, share and time left", async () => {
    const screen = { ...recordingScreen(), interactive: true };
    await runSteps([step("fill", 10)], screen, () => 0);
    expect(screen.lines[0]).toContain("1/1 fill · about 0:10 left");
  });
});
