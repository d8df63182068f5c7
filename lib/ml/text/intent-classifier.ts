import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumber,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import { stratifiedKFold } from "../selection/k-fold";
import { type AnswerBands, fitAnswerBands, type HeldOutMargin } from "./answer-bands";
import { FittedLinearSvm, LinearSvm, type LinearSvmParams } from "./linear-svm";
import { FittedTfIdf, TfIdf, type TfIdfParams } from "./tfidf";

export interface IntentClassifierParams {
  readonly features?: Partial<TfIdfParams>;
  readonly svm?: Partial<LinearSvmParams>;
  /** Messages of this label are no intent: they only help to set the bands. */
  readonly outOfScopeLabel?: string;
  readonly keepShare?: number;
  readonly answerPrecision?: number;
  readonly seed?: number;
}

export interface IntentAnswer {
  /** The best intents, best first; at most three. */
  readonly intents: readonly { readonly intent: string; readonly margin: number }[];
  readonly band: "answer" | "offer" | "handoff";
  /** Chance that the first intent is right, learned from held-out messages. */
  readonly confidence: number;
  /** `no-known-words`: nothing in the message was ever seen, so the order of the intents says nothing. */
  readonly basis: "model" | "no-known-words";
}

const KIND = "intent-classifier";
const FOLDS = 5;
/** Above this many messages one held-out fifth says enough; below it, every fifth is held out in turn. */
const SINGLE_FOLD_FROM = 2000;
const OFFERED = 3;

/**
 * Says what a customer's message is about: TF-IDF of word and character n-grams, one linear support vector machine
 * per intent, and bands from held-out messages that tell when to answer, when to offer three and when to hand off.
 * A message is out of scope when its largest margin is small. One model serves several languages.
 *
 * Fit: at most six trainings, O(intents · passes · n-grams) each; predict O(n-grams · intents).
 * Sources: see `TfIdf`, `LinearSvm`, `fitAnswerBands`.
 */
export class IntentClassifier
  implements Estimator<IntentClassifierParams, readonly string[], IntentModel, readonly string[]>
{
  readonly params: Readonly<IntentClassifierParams>;

  constructor(params: IntentClassifierParams = {}) {
    this.params = freezeParams({ keepShare: 0.95, answerPrecision: 0.95, seed: 1, ...params });
  }

  fit(texts: readonly string[], labels: readonly string[]): IntentModel {
    return drain(this.fitSteps(texts, labels));
  }

  *fitSteps(texts: readonly string[], labels: readonly string[]): Generator<TrainingProgress, IntentModel> {
    if (texts.length !== labels.length)
      throw new MlError("BAD_SHAPE", "Messages and intents differ in number.", {
        expected: `${texts.length} intents`,
        received: String(labels.length),
      });
    const { outOfScopeLabel } = this.params;
    const rows = Array.from(texts.keys()).filter((i) => labels[i] !== outOfScopeLabel);
    const outside = texts.filter((_, i) => labels[i] === outOfScopeLabel);
    if (rows.length === 0) throw new MlError("EMPTY_INPUT", "There are no messages with an intent.");
    const inside = { texts: rows.map((i) => texts[i]!), labels: rows.map((i) => labels[i]!) };
    let step = 0;
    const heldOut: HeldOutMargin[] = [];
    for (const { train, test } of this.folds(inside.labels)) {
      const part = (rows: Int32Array) => ({
        texts: Array.from(rows, (i) => inside.texts[i]!),
        labels: Array.from(rows, (i) => inside.labels[i]!),
      });
      const learned = part(train);
      if (new Set(learned.labels).size < 2) continue;
      const { features, machine } = this.train(learned.texts, learned.labels);
      const unseen = part(test);
      heldOut.push(...judge(features, machine, unseen.texts, unseen.labels));
      // Out-of-scope messages are strangers to every model: the first one judges them.
      if (step === 0) heldOut.push(...judge(features, machine, outside, null));
      yield { step: ++step };
    }
    const { features, machine } = this.train(inside.texts, inside.labels);
    const { keepShare, answerPrecision } = this.params;
    const bands = fitAnswerBands(heldOut, { keepShare: keepShare!, answerPrecision: answerPrecision! });
    yield { step: ++step };
    return new IntentModel(this.params, features, machine, bands);
  }

  private folds(labels: readonly string[]): { train: Int32Array; test: Int32Array }[] {
    if (labels.length < 2 * FOLDS) return [];
    const folds = stratifiedKFold(labels, FOLDS, this.params.seed!);
    return labels.length > SINGLE_FOLD_FROM ? folds.slice(0, 1) : folds;
  }

  private train(texts: readonly string[], labels: readonly string[]) {
    const features = new TfIdf(this.params.features).fit(texts);
    const machine = new LinearSvm({ seed: this.params.seed!, ...this.params.svm }).fit(
      features.transform(texts),
      labels,
    );
    return { features, machine };
  }
}

function judge(
  features: FittedTfIdf,
  machine: FittedLinearSvm,
  texts: readonly string[],
  labels: readonly string[] | null,
): HeldOutMargin[] {
  if (texts.length === 0) return [];
  const { columns, data } = machine.margins(features.transform(texts));
  return texts.map((_, i) => {
    const best = topClasses(data.subarray(i * columns, (i + 1) * columns), 1)[0]!;
    const correct = labels !== null && machine.classes[best] === labels[i];
    return { margin: data[i * columns + best]!, correct, inScope: labels !== null };
  });
}

/** Positions of the largest margins, largest first, ties to the lowest index. O(count · margins). */
function topClasses(margins: Float64Array, count: number): number[] {
  const chosen: number[] = [];
  while (chosen.length < Math.min(count, margins.length)) {
    let best = -1;
    for (let c = 0; c < margins.length; c++)
      if (!chosen.includes(c) && (best < 0 || margins[c]! > margins[best]!)) best = c;
    chosen.push(best);
  }
  return chosen;
}

export class IntentModel implements FittedModel {
  constructor(
    private readonly params: Readonly<IntentClassifierParams>,
    private readonly features: FittedTfIdf,
    private readonly machine: FittedLinearSvm,
    readonly bands: AnswerBands,
  ) {}

  /** All intents that the model knows, sorted. */
  get intents(): readonly string[] {
    return this.machine.classes;
  }

  predict(texts: readonly string[]): IntentAnswer[] {
    const X = this.features.transform(texts);
    const { columns, data } = this.machine.margins(X);
    return texts.map((_, i) => {
      const margins = data.subarray(i * columns, (i + 1) * columns);
      const intents = topClasses(margins, OFFERED).map((c) => ({
        intent: this.machine.classes[c]!,
        margin: margins[c]!,
      }));
      const known = X.starts[i + 1]! > X.starts[i]!;
      const { margin } = intents[0]!;
      const { answerFrom, offerFrom, intercept, slope } = this.bands;
      const band = !known || margin < offerFrom ? "handoff" : margin < answerFrom ? "offer" : "answer";
      const confidence = known ? 1 / (1 + Math.exp(-(intercept + slope * margin))) : 0;
      return { intents, band, confidence, basis: known ? "model" : "no-known-words" };
    });
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: {
        features: this.features.toSnapshot(),
        machine: this.machine.toSnapshot(),
        ...this.bands,
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT */
  static fromSnapshot(input: unknown): IntentModel {
    const snapshot = parseSnapshot(input, KIND, [1]);
    return new IntentModel(
      freezeParams(snapshot.params as IntentClassifierParams),
      FittedTfIdf.fromSnapshot(snapshot.state.features),
      FittedLinearSvm.fromSnapshot(snapshot.state.machine),
      {
        answerFrom: snapshotNumber(snapshot, "answerFrom"),
        offerFrom: snapshotNumber(snapshot, "offerFrom"),
        intercept: snapshotNumber(snapshot, "intercept"),
        slope: snapshotNumber(snapshot, "slope"),
        messages: snapshotNumber(snapshot, "messages"),
      },
    );
  }
}
