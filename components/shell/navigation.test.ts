import { describe, expect, it } from "vitest";
import { availableSections, currentPlace } from "./navigation";

const sections = availableSections("nord", ["overview", "customers", "pricing-approvals", "data-imports"]);

describe("the sidebar", () => {
  it("shows what is available in the house's order and nothing else", () => {
    expect(sections.map(({ key, href }) => [key, href])).toEqual([
      ["overview", "/nord"],
      ["customers", "/nord/customers"],
      ["pricing", "/nord/pricing/approvals"],
      ["data", "/nord/data/imports"],
    ]);
    expect(sections[2]?.pages.map(({ key }) => key)).toEqual(["pricing-approvals"]);
  });

  it("is empty for a reader who may open nothing", () => {
    expect(availableSections("nord", [])).toEqual([]);
  });

  it("knows where a path is, also deep inside a section", () => {
    const at = (pathname: string) => {
      const { section, page } = currentPlace(sections, "nord", pathname);
      return [section?.key, page?.key];
    };
    expect(at("/nord")).toEqual(["overview", undefined]);
    expect(at("/nord/customers/0192")).toEqual(["customers", undefined]);
    expect(at("/nord/pricing/approvals/17")).toEqual(["pricing", "pricing-approvals"]);
    expect(at("/nord/customers-of-old")).toEqual([undefined, undefined]);
  });
});
