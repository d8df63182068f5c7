import { describe, expect, it } from "vitest";
import { cn } from "./class-names";

describe("joined class names", () => {
  it.each([
    ["h-4 w-full", "h-6", "w-full h-6"],
    ["px-2.5 py-1", "p-4", "p-4"],
    ["p-4", "px-2", "p-4 px-2"],
    ["size-8", "h-4 w-3", "size-8 h-4 w-3"],
    ["h-8 w-8", "size-7", "size-7"],
    ["text-sm text-ink", "text-xs", "text-ink text-xs"],
    ["text-sm text-ink", "text-loss-text", "text-sm text-loss-text"],
    ["text-left text-sm", "text-right", "text-sm text-right"],
    ["border border-line-strong", "border-loss", "border border-loss"],
    ["border border-line", "border-0", "border-line border-0"],
    ["flex items-center", "hidden", "items-center hidden"],
    ["flex flex-col", "flex-1", "flex flex-col flex-1"],
    ["font-medium", "font-normal", "font-normal"],
    ["rounded-md rounded-l-sm", "rounded-full", "rounded-l-sm rounded-full"],
    ["bg-surface hover:bg-hover", "bg-sunken", "hover:bg-hover bg-sunken"],
    ["inset-x-0 top-2", "inset-0", "inset-0"],
    ["max-w-lg", "max-w-3xl", "max-w-3xl"],
    ["sm:px-5 px-4", "sm:px-8", "px-4 sm:px-8"],
    ["some-own-class tick", "tick", "some-own-class tick tick"],
  ])("of “%s” and “%s” keep what was said last: “%s”", (first, second, joined) => {
    expect(cn(first, second)).toBe(joined);
  });

  it("leave out what is not there", () => {
    expect(cn("a", null, undefined, false && "b", ["c", { d: true, e: false }])).toBe("a c d");
  });
});
