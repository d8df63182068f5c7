import { describe, expect, it } from "vitest";
import { parseDemoOptions, sizeNote } from "./demo-options";

describe("the demo's options", () => {
  it("need none", () => {
    expect(parseDemoOptions([], undefined)).toEqual({
      port: undefined,
      data: "souk-data",
      size: undefined,
      fresh: false,
      live: false,
    });
  });

  it("are read as given", () => {
    const args = ["--port", "4100", "--data", "elsewhere", "--size", "small", "--fresh", "--live"];
    expect(parseDemoOptions(args, undefined)).toEqual({
      port: 4100,
      data: "elsewhere",
      size: "small",
      fresh: true,
      live: true,
    });
  });

  it.each([
    [["--port", "http"], "--port is a number"],
    [["--port", "70000"], "--port is a number"],
    [["--size", "huge"], "--size is one of small, standard, large"],
    [["--sise", "small"], "--sise"],
    [["somewhere"], "somewhere"],
  ])("refuse %j with a sentence that names it", (args, words) => {
    expect(() => parseDemoOptions(args, undefined)).toThrow(words);
  });

  it("never empty a server", () => {
    expect(() => parseDemoOptions(["--fresh"], "postgresql://db.example/souk")).toThrow(
      "leaves a server alone",
    );
  });
});

describe("a size that a full shop does not have", () => {
  it("is said to have no effect", () => {
    expect(sizeNote("large", "small")).toBe(
      "--size large has no effect: the shop was made at size small. Begin anew with --fresh.",
    );
  });

  it.each([
    [undefined, "small"],
    ["small", "small"],
  ] as const)("and nothing is said when %s is asked and it is %s", (asked, kept) => {
    expect(sizeNote(asked, kept)).toBeUndefined();
  });
});
