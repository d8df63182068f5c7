import { describe, expect, it } from "vitest";
import { parseEvaluateOptions } from "./evaluate-options";

const TASKS = ["world", "fill"];

describe("an evaluation's options", () => {
  it("need a task and nothing else", () => {
    expect(parseEvaluateOptions(["world"], TASKS)).toEqual({
      ...{ task: "world", size: "small", seed: undefined, days: undefined, data: undefined },
      ...{ customers: undefined, weeks: 26, replicates: 20 },
    });
    expect(
      parseEvaluateOptions(["fill", "--size", "large", "--seed", "7", "--days", "30"], TASKS),
    ).toMatchObject({ task: "fill", size: "large", seed: 7, days: 30 });
    expect(parseEvaluateOptions(["--help"], TASKS)).toBeNull();
  });

  it.each([
    [[], "Name one of world, fill"],
    [["moon"], '"moon"'],
    [["world", "fill"], '"world fill"'],
    [["world", "--size", "huge"], "--size"],
    [["world", "--seed", "-1"], "--seed"],
    [["world", "--days", "1.5"], "--days"],
    [["fill", "--replicates", "1"], "--replicates"],
  ])("refuse %j with a sentence that names it", (args, words) => {
    expect(() => parseEvaluateOptions(args, TASKS)).toThrow(words);
  });
});
