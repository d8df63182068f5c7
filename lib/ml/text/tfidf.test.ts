import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { TfIdf } from "./tfidf";

describe("TF-IDF of any texts", () => {
  it("gives rows of length 1, or 0 for a text without known n-grams, whatever people type", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 30 }),
      fc.constantFrom("", " ", "Wo ist meine Bestellung?", "订单在哪里", "aaaa aaaa", "🙂"),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), text, (texts, other) => {
        let model: ReturnType<TfIdf["fit"]>;
        try {
          model = new TfIdf().fit(texts);
        } catch (error) {
          expect(error).toBeInstanceOf(MlError);
          return;
        }
        const rows = model.transform([...texts, other]);
        for (let i = 0; i < rows.rows; i++) {
          const own = rows.values.subarray(rows.starts[i]!, rows.starts[i + 1]!);
          const squares = own.reduce((sum, value) => sum + value * value, 0);
          expect(own.every((value) => value > 0)).toBe(true);
          expect(own.length === 0 ? 1 : squares).toBeCloseTo(1, 12);
        }
        // Terms that more texts hold weigh no more: 1 ≤ idf ≤ 1 + ln((1 + n)/2).
        for (const value of model.idf) {
          expect(value).toBeGreaterThanOrEqual(1);
          expect(value).toBeLessThanOrEqual(1 + Math.log((1 + texts.length) / 2) + 1e-12);
        }
      }),
      { numRuns: 150 },
    );
  });
});
