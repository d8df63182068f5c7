import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countNgrams, normaliseText, searchTerms, tokenise } from "./tokenise";

describe("words", () => {
  it.each([
    ["Where's my ORDER?", ["where's", "my", "order"]],
    ["I can’t pay—help!", ["i", "can't", "pay", "help"]],
    ["order 4711-99 from 12 May", ["order", "#", "99", "from", "12", "may"]],
    ["ｆｕｌｌ　ｗｉｄｔｈ ﬁne", ["full", "width", "fine"]],
    ["naïve café", ["naïve", "café"]],
    ["我的订单iPhone在哪里？", ["我的订单", "iphone", "在哪里"]],
    ["नमस्ते दुनिया", ["नमस्ते", "दुनिया"]],
    [" '' — ", []],
  ])("of %j are found", (text, words) => {
    expect(tokenise(text)).toEqual(words);
  });
  it("are the same however the accent is written", () => {
    expect(tokenise("cafe\u0301")).toEqual(tokenise("caf\u00e9"));
  });
  it("for search split Han text into characters and pairs", () => {
    expect(searchTerms("退货 policy")).toEqual(["退", "货", "退货", "policy"]);
  });
});

describe("n-grams", () => {
  it("are runs of words and of characters within words, counted", () => {
    const counts = countNgrams("go go on", { words: [1, 2], characters: [3, 3], han: [1, 2] });
    expect(Object.fromEntries(counts)).toEqual({
      "w:go": 2,
      "w:go go": 1,
      "w:on": 1,
      "w:go on": 1,
      "c: go": 2,
      "c:go ": 2,
      "c: on": 1,
      "c:on ": 1,
    });
  });
  it("of Han text are its characters and pairs, and break runs of words", () => {
    const counts = countNgrams("a 退款 b", { words: [1, 2], characters: [1, 0], han: [1, 2] });
    expect(Object.fromEntries(counts)).toEqual({ "w:a": 1, "c:退": 1, "c:退款": 1, "c:款": 1, "w:b": 1 });
  });
  it("count whole characters outside the basic plane", () => {
    expect([...countNgrams("𠮷野").keys()]).toEqual(["c:𠮷", "c:𠮷野", "c:野"]);
  });
  it("never fail, never hold an empty key, and do not depend on case", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const counts = countNgrams(text);
        for (const [key, count] of counts) {
          expect(key.length).toBeGreaterThan(2);
          expect(count).toBeGreaterThanOrEqual(1);
        }
        expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
      }),
    );
  });
});
