import { describe, expect, it } from "vitest";
import { parseImportOptions } from "./import-options";

describe("the import's options", () => {
  it("name a shop after the format unless one is given", () => {
    expect(parseImportOptions(["movielens", "ml-100k"])).toEqual({
      format: "movielens",
      path: "ml-100k",
      store: "movielens",
      data: "souk-data",
    });
    expect(parseImportOptions(["movielens", "f", "--store", "films", "--data", "d"])).toMatchObject({
      store: "films",
      data: "d",
    });
  });

  it("bring a list into a shop that is named, or only look at it", () => {
    expect(parseImportOptions(["prices", "p.csv", "--store", "demo", "--dry-run"])).toEqual({
      ...{ list: "prices", dryRun: true, path: "p.csv", store: "demo", data: "souk-data" },
    });
  });

  it.each([
    [["prices", "p.csv"], "Which shop?"],
    [["competitor-prices"], "Which file?"],
    [["movielens", "f", "--dry-run"], "--dry-run is for lists"],
    [[], "Which format?"],
    [["shopify", "x"], 'There is no format "shopify".'],
    [["movielens"], "Which folder?"],
    [["online-retail"], "Which file?"],
    [["constructor", "x"], 'There is no format "constructor".'],
    [["movielens", "a", "b"], '"b" is one word too many.'],
    [["movielens", "a", "--shop", "b"], "--shop"],
  ])("answers %j with a sentence", (args, sentence) => {
    expect(parseImportOptions(args)).toContain(sentence);
  });
});
