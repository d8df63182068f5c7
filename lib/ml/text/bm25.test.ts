import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimatorContract } from "../testing/estimator-contract";
import { Bm25, Bm25Index, type Bm25Params } from "./bm25";

const articles = [
  "How to return an order",
  "Shipping times and shipping costs",
  "退货需要多少天",
  "Order status",
];

describe("BM25", () => {
  const checks = estimatorContract<Partial<Bm25Params>, undefined, Bm25Index, readonly string[]>({
    create: () => new Bm25(),
    data: () => ({ X: [...articles], y: undefined }),
    otherData: () => ({ X: ["something else", "and more"], y: undefined }),
    restore: Bm25Index.fromSnapshot,
    predict: (model, X) => X.flatMap((text) => Array.from(model.scores(text))),
    oneByOne: (X) => X.map((text) => [text]),
    badFits: [
      { title: "nothing", X: [], y: undefined },
      { title: "what is no text", X: [null as unknown as string], y: undefined },
    ],
  });
  it.each(checks)("$title", ({ check }) => check());

  it("scores as by hand", () => {
    // Two documents of 2 and 4 words, mean 3. Query "tea": in the first once. idf = ln(1 + 1.5/1.5) = ln 2.
    // First: ln 2 · 2.2 / (1 + 1.2·(0.25 + 0.75·2/3)) = ln 2 · 2.2 / 1.9.
    const index = new Bm25().fit(["green tea", "black coffee with milk"]);
    expect(Array.from(index.scores("Tea?"))).toEqual([expect.closeTo((Math.LN2 * 2.2) / 1.9, 12), 0]);
  });
  it("finds articles in both languages and leaves out what shares no word", () => {
    const index = new Bm25().fit(articles);
    expect(index.search("where is my order").map(({ document }) => document)).toEqual([3, 0]);
    expect(index.search("怎么退货").map(({ document }) => document)).toEqual([2]);
    expect(index.search("xyz")).toEqual([]);
    expect(index.search("order", 1)).toHaveLength(1);
  });
  it("never scores below zero, and more of a word never counts less", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[ab ]{0,8}$/), { minLength: 1 }),
        fc.nat(5),
        (documents, more) => {
          const index = new Bm25({ b: 0 }).fit([...documents, "a", `a${" a".repeat(more)}`]);
          const scores = index.scores("a b");
          for (const score of scores) expect(score).toBeGreaterThanOrEqual(0);
          expect(scores.at(-1)!).toBeGreaterThanOrEqual(scores.at(-2)!);
        },
      ),
    );
  });
  it.each([{ k1: -1 }, { b: 2 }])("refuses %o", (params) => {
    expect(() => new Bm25(params)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
});
