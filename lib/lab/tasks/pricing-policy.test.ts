import { describe, expect, it } from "vitest";
import { runLab } from "../run-lab";

async function run(...words: string[]) {
  const { json, exitCode } = await runLab(["pricing-policy", ...words], { progress: () => {} }, (error) => {
    throw error;
  });
  return { exitCode, figures: JSON.parse(json) as Record<string, unknown> };
}

describe("pricing-policy", () => {
  it("prints the exact optimum, the best fixed price and the share that was reached", async () => {
    const { figures } = await run("--environment", "markdown-free", "--episodes", "200");
    expect(figures.optimum).toBeCloseTo(4377.375614, 6);
    expect(figures.bestFixedPercent).toBeCloseTo(97.37, 2);
    expect(figures.percentOfOptimum).toBeCloseTo(
      (100 * (figures.value as number)) / (figures.optimum as number),
      9,
    );
    expect(figures.percentOfOptimum as number).toBeLessThanOrEqual(100);
    expect(figures).toMatchObject({ algorithm: "q-lambda", episodes: 200, seed: 1 });
  });
  it.each(["q", "double-q", "fitted-dp"])("runs %s, the same for the same seed", async (algorithm) => {
    const words = [
      "--environment",
      "reference-price",
      "--algorithm",
      algorithm,
      "--episodes",
      "2",
      "--seed",
      "5",
    ];
    const [first, second] = [await run(...words), await run(...words)];
    expect(first.exitCode).toBe(0);
    const untimed = { fitSeconds: 0, fitCpuSeconds: 0 };
    expect({ ...first.figures, ...untimed }).toEqual({ ...second.figures, ...untimed });
  });
  it.each([
    [["--environment", "nowhere"]],
    [["--environment", "gvr-exp", "--algorithm", "magic"]],
    [["--environment", "gvr-exp", "--episodes", "0"]],
    [[]],
  ])("refuses %j", async (words) => {
    const { exitCode, figures } = await run(...words);
    expect(exitCode).toBe(1);
    expect(figures).toMatchObject({ error: { code: "BAD_OPTION", line: null } });
  });
});
