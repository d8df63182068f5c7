import { MlError } from "../core/errors";
import { quantile } from "../core/quantile";
import { matrix } from "../core/shapes";
import { GeneralisedLinear } from "../regression/generalised-linear";

/** What was seen when messages were held out: the largest margin, and whether its intent was the true one. */
export interface HeldOutMargin {
  readonly margin: number;
  readonly correct: boolean;
  readonly inScope: boolean;
}

/** Where a margin says "answer", "offer the best three" or "hand off to a person". */
export interface AnswerBands {
  /** From this margin on: answer. */
  readonly answerFrom: number;
  /** Below `answerFrom` and from this margin on: offer three. Below it: hand off. */
  readonly offerFrom: number;
  /** Chance that the best intent is right: 1 / (1 + exp(−(intercept + slope · margin))). */
  readonly intercept: number;
  readonly slope: number;
  /** Held-out messages that set the bands; 0 when there were too few and the textbook margins stand. */
  readonly messages: number;
}

export interface BandGoals {
  /** Share of held-out messages in scope that must not be handed off. */
  readonly keepShare: number;
  /** Share of the answers given outright that must be right, out-of-scope messages counted as wrong. */
  readonly answerPrecision: number;
}

const LEAST_MESSAGES = 20;
/** Margin 0 is the class border of a support vector machine, −1 the far side of its margin. */
const TEXTBOOK: AnswerBands = { answerFrom: 0, offerFrom: -1, intercept: 0, slope: 2, messages: 0 };

/**
 * Sets the three bands from held-out margins: `offerFrom` is the margin that keeps `keepShare` of the messages in
 * scope; `answerFrom` the smallest margin, not below it, from which on at least `answerPrecision` of all held-out
 * messages are right; confidence is a logistic curve through the same messages (Platt 2000).
 * With fewer than 20 messages in scope the textbook margins stand. O(m log m).
 */
export function fitAnswerBands(heldOut: readonly HeldOutMargin[], goals: BandGoals): AnswerBands {
  if (
    !(goals.keepShare > 0 && goals.keepShare < 1 && goals.answerPrecision > 0 && goals.answerPrecision <= 1)
  )
    throw new MlError("BAD_PARAMETER", "Shares of kept messages and right answers lie between 0 and 1.", {
      received: `${goals.keepShare}, ${goals.answerPrecision}`,
    });
  const inScope = heldOut.filter((message) => message.inScope);
  if (inScope.length < LEAST_MESSAGES) return TEXTBOOK;
  const offerFrom = quantile(
    inScope.map(({ margin }) => margin),
    1 - goals.keepShare,
  );
  const ranked = [...heldOut].sort((a, b) => b.margin - a.margin);
  let answerFrom = Number.POSITIVE_INFINITY;
  let right = 0;
  for (const [i, message] of ranked.entries()) {
    if (message.correct) right++;
    const tied = ranked[i + 1]?.margin === message.margin;
    if (!tied && right / (i + 1) >= goals.answerPrecision) answerFrom = message.margin;
  }
  // Nothing was precise enough: answer only past the best margin seen.
  if (!Number.isFinite(answerFrom)) answerFrom = ranked[0]!.margin + 1;
  const curve = new GeneralisedLinear({ family: "logistic", penalty: 1e-3 }).fit(
    matrix(
      heldOut.length,
      1,
      Float64Array.from(heldOut, ({ margin }) => margin),
    ),
    Float64Array.from(heldOut, ({ correct }) => Number(correct)),
  );
  return {
    answerFrom: Math.max(answerFrom, offerFrom),
    offerFrom,
    intercept: curve.intercept,
    slope: curve.coefficients[0]!,
    messages: heldOut.length,
  };
}
