import { describe, expect, it } from "vitest";
import { ShareBar } from "./share-bar";

function recordingScreen(interactive: boolean) {
  const lines: string[] = [];
  return { lines, interactive, columns: 80, write: (text: string) => void lines.push(text) };
}

describe("the bar of an import", () => {
  it("tells the share and the time left at the pace so far", () => {
    const screen = recordingScreen(true);
    let nowMs = 0;
    const bar = new ShareBar(screen, () => nowMs);
    bar.draw("u.user", 0);
    nowMs = 10_000;
    bar.draw("u.data", 0.25);
    expect(screen.lines.at(-1)).toContain("25 % u.data · about 0:30 left");
  });

  it("reckons only with what was done now when it goes on from the middle", () => {
    const screen = recordingScreen(true);
    let nowMs = 0;
    const bar = new ShareBar(screen, () => nowMs);
    bar.draw("u.data", 0.5);
    nowMs = 10_000;
    bar.draw("u.data", 0.75);
    expect(screen.lines.at(-1)).toContain("about 0:10 left");
  });

  it("writes a line for each tenth where nothing can be drawn over", () => {
    const screen = recordingScreen(false);
    const bar = new ShareBar(screen, () => 0);
    for (let share = 0; share <= 1.0001; share += 0.01) bar.draw("u.data", Math.min(1, share));
    expect(screen.lines).toHaveLength(11);
  });
});
