import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomInteger } from "../core/rng";
import { estimatorContract } from "../testing/estimator-contract";
import { fitAnswerBands, type HeldOutMargin } from "./answer-bands";
import { IntentClassifier, type IntentClassifierParams, IntentModel } from "./intent-classifier";

const PHRASES = {
  refund: [
    "I want my money back",
    "please refund my order",
    "how do I return this",
    "give me a refund",
    "我要退款",
    "请把钱退给我",
  ],
  status: [
    "where is my parcel",
    "has my order shipped yet",
    "track my delivery",
    "when does it arrive",
    "我的订单在哪里",
    "包裹到哪了",
  ],
  stock: [
    "is this in stock",
    "do you have size M left",
    "when is it available again",
    "any more of these",
    "还有库存吗",
    "这件有货吗",
  ],
} as const;
const OPENINGS = ["", "hello ", "hi, ", "quick question: ", "sorry but ", "您好", "请问"];

/** Messages of three intents with many openings, in two languages. */
function messages(count: number, seed: number): { texts: string[]; labels: string[] } {
  const rng = createRng(seed);
  const texts: string[] = [];
  const labels: string[] = [];
  const intents = Object.keys(PHRASES) as (keyof typeof PHRASES)[];
  for (let i = 0; i < count; i++) {
    const intent = intents[i % 3]!;
    const phrases = PHRASES[intent];
    texts.push(OPENINGS[randomInteger(rng, OPENINGS.length)]! + phrases[randomInteger(rng, phrases.length)]!);
    labels.push(intent);
  }
  return { texts, labels };
}

describe("the intent classifier", () => {
  const sample = () => {
    const { texts, labels } = messages(30, 1);
    return { X: texts, y: labels };
  };
  const checks = estimatorContract<IntentClassifierParams, readonly string[], IntentModel, readonly string[]>(
    {
      create: () => new IntentClassifier(),
      data: sample,
      otherData: () => ({ X: ["a b", "c d"], y: ["x", "y"] }),
      restore: IntentModel.fromSnapshot,
      predict: (model, X) =>
        model
          .predict(X)
          .flatMap((a) => [...a.intents.map(({ margin }) => margin), a.confidence, a.band.length]),
      oneByOne: (X) => X.map((text) => [text]),
      badFits: [
        { title: "nothing", X: [], y: [] },
        { title: "one intent", X: ["a", "b"], y: ["x", "x"] },
        { title: "an intent too few", X: ["a", "b"], y: ["x"] },
        { title: "messages without words", X: ["!", "?"], y: ["x", "y"] },
      ],
    },
  );
  it.each(checks)("$title", ({ check }) => check());

  const learned = messages(150, 2);
  const model = new IntentClassifier({ outOfScopeLabel: "none" }).fit(
    [...learned.texts, "what is the weather", "tell me a joke", "今天天气怎么样"],
    [...learned.labels, "none", "none", "none"],
  );
  it("understands new wordings in both languages", () => {
    const fresh = [
      "can I have my money back please",
      "where's the parcel",
      "is size M in stock",
      "我想退款",
      "订单在哪里",
      "有库存吗",
    ];
    const expected = ["refund", "status", "stock", "refund", "status", "stock"];
    expect(model.predict(fresh).map(({ intents }) => intents[0]!.intent)).toEqual(expected);
  });
  it("never takes the out-of-scope label for an intent", () => {
    expect(model.intents).toEqual(["refund", "status", "stock"]);
  });
  it("hands off what it never saw and says why", () => {
    const [answer] = model.predict(["Ωμέγα"]);
    expect(answer).toMatchObject({ band: "handoff", basis: "no-known-words", confidence: 0 });
  });
  it("is surer of a message it knows than of one out of scope", () => {
    const [known, stranger] = model.predict(["please refund my order", "the weather forecast for tomorrow"]);
    expect(known!.band).toBe("answer");
    expect(known!.confidence).toBeGreaterThan(stranger!.confidence);
    expect(stranger!.band).not.toBe("answer");
  });
});

describe("the bands", () => {
  /** Margins 0 … 99; right from 30 on. */
  const hundred: HeldOutMargin[] = Array.from({ length: 100 }, (_, i) => ({
    margin: i,
    correct: i >= 30,
    inScope: true,
  }));
  it("keep the share and reach the precision that was asked", () => {
    // Kept: the 5 % quantile of 0 … 99 is 4.95. From margin m ≤ 30 on, 70 of 100 − m are right: 90 % at m ≥ 22.2.
    const bands = fitAnswerBands(hundred, { keepShare: 0.95, answerPrecision: 0.9 });
    expect(bands.offerFrom).toBeCloseTo(4.95, 10);
    expect(bands.answerFrom).toBe(23);
    expect(bands.messages).toBe(100);
  });
  it("count out-of-scope messages as wrong answers", () => {
    const strangers = Array.from({ length: 10 }, () => ({ margin: 50, correct: false, inScope: false }));
    const bands = fitAnswerBands([...hundred, ...strangers], { keepShare: 0.95, answerPrecision: 0.95 });
    expect(bands.offerFrom).toBeCloseTo(4.95, 10);
    expect(bands.answerFrom).toBeGreaterThan(50);
  });
  it("answer nothing when nothing was precise", () => {
    const wrong = hundred.map((message) => ({ ...message, correct: false }));
    expect(fitAnswerBands(wrong, { keepShare: 0.95, answerPrecision: 0.9 }).answerFrom).toBe(100);
  });
  it("are the textbook's where too little was seen", () => {
    const few = fitAnswerBands(hundred.slice(0, 19), { keepShare: 0.95, answerPrecision: 0.9 });
    expect(few).toMatchObject({ answerFrom: 0, offerFrom: -1, messages: 0 });
  });
  it.each([
    { keepShare: 1, answerPrecision: 0.9 },
    { keepShare: 0.9, answerPrecision: 0 },
  ])("refuse %o", (goals) => {
    expect(() => fitAnswerBands(hundred, goals)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
});

describe("on any messages", () => {
  const text = fc.oneof(
    fc.constantFrom(
      "",
      " ",
      "!!!",
      "where is my parcel",
      "我的包裹在哪里",
      "𝒳 ﬁ",
      "a".repeat(300),
      "__proto__",
      "\u0000",
    ),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  );
  const messages = fc.array(fc.tuple(text, fc.constantFrom("ship", "return", "__proto__", "oos")), {
    minLength: 1,
    maxLength: 25,
  });
  it("either refuses by name or gives intents that exist, finite margins in order and a chance", () => {
    let answered = 0;
    fc.assert(
      fc.property(messages, fc.array(text, { maxLength: 5 }), (learned, asked) => {
        const labels = learned.map(([, label]) => label);
        let model: IntentModel;
        try {
          model = new IntentClassifier({ outOfScopeLabel: "oos" }).fit(
            learned.map(([message]) => message),
            labels,
          );
        } catch (error) {
          expect(error).toBeInstanceOf(MlError);
          return;
        }
        answered++;
        const answers = model.predict(asked);
        expect(answers).toHaveLength(asked.length);
        for (const { intents, confidence, band } of answers) {
          expect(["answer", "offer", "handoff"]).toContain(band);
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
          expect(intents.length).toBeGreaterThan(0);
          const margins = intents.map(({ margin }) => margin);
          expect(margins.every(Number.isFinite)).toBe(true);
          expect(margins).toEqual(margins.slice().sort((a, b) => b - a));
          for (const { intent } of intents)
            expect(labels.filter((label) => label !== "oos")).toContain(intent);
        }
      }),
      { numRuns: 60, seed: 25 },
    );
    expect(answered).toBeGreaterThan(20);
  });
});
