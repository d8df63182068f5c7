import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { DEFAULT_NGRAMS, type NgramRanges, NgramReader } from "./tokenise";

export interface TfIdfParams {
  readonly ngrams: NgramRanges;
  /** Leave out n-grams that fewer texts hold. */
  readonly minTexts: number;
  /** Length of the character part beside a word part of length 1, before the row is scaled to length 1. */
  readonly characterWeight: number;
}

const KIND = "tf-idf";

/**
 * Turns texts into sparse rows of length 1: (1 + log count) · idf per n-gram with idf = 1 + log((1 + n) / (1 + n_j)),
 * where n_j of n texts hold n-gram j; words and characters are each scaled to a fixed share first, so that long
 * words do not drown the rest. A text without known n-grams is a row of zeros.
 *
 * Fit and transform cost O(total n-grams). Source: Salton & Buckley (1988); smoothed idf as in scikit-learn.
 */
export class TfIdf implements Estimator<TfIdfParams, undefined, FittedTfIdf, readonly string[]> {
  readonly params: Readonly<TfIdfParams>;

  constructor(params: Partial<TfIdfParams> = {}) {
    this.params = freezeParams({ ngrams: DEFAULT_NGRAMS, minTexts: 1, characterWeight: 1, ...params });
    if (!(this.params.minTexts >= 1) || !(this.params.characterWeight >= 0))
      throw new MlError("BAD_PARAMETER", "TF-IDF needs at least one text per n-gram and a weight ≥ 0.", {
        received: `${this.params.minTexts}, ${this.params.characterWeight}`,
      });
  }

  fit(texts: readonly string[]): FittedTfIdf {
    return drain(this.fitSteps(texts));
  }

  *fitSteps(texts: readonly string[]): Generator<TrainingProgress, FittedTfIdf> {
    if (texts.length === 0) throw new MlError("EMPTY_INPUT", "There are no texts to learn from.");
    const { ngrams, minTexts } = this.params;
    const numbers = new Map<string, number>();
    /** Texts that hold each n-gram, and the last of them. */
    const holders: number[] = [];
    const lastHolder: number[] = [];
    const reader = new NgramReader(ngrams, (key) => {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, holders.length);
      holders.push(0);
      return lastHolder.push(-1) - 1;
    });
    texts.forEach((text, i) => {
      reader.read(checkText(text), (number) => {
        if (lastHolder[number] === i) return;
        lastHolder[number] = i;
        holders[number]!++;
      });
    });
    const terms = [...numbers.keys()].filter((_, number) => holders[number]! >= minTexts);
    const idf = holders
      .filter((count) => count >= minTexts)
      .map((count) => 1 + Math.log((1 + texts.length) / (1 + count)));
    if (terms.length === 0) throw new MlError("NOT_ENOUGH_DATA", "No n-gram is held by enough texts.");
    return new FittedTfIdf(this.params, terms, Float64Array.from(idf));
  }
}

export class FittedTfIdf implements FittedModel {
  private readonly columnOf: ReadonlyMap<string, number>;
  /** 1 for the columns of characters. */
  private readonly ofCharacters: Uint8Array;

  constructor(
    private readonly params: Readonly<TfIdfParams>,
    /** The n-gram of each column. */
    readonly terms: readonly string[],
    readonly idf: Float64Array,
  ) {
    this.columnOf = new Map(terms.map((term, j) => [term, j]));
    this.ofCharacters = Uint8Array.from(terms, (term) => Number(term.startsWith("c:")));
  }

  /** n texts → n × terms, rows of length 1 (or 0). O(total n-grams). */
  transform(texts: readonly string[]): SparseMatrix {
    const reader = new NgramReader(this.params.ngrams, (key) => this.columnOf.get(key) ?? -1);
    const starts = new Int32Array(texts.length + 1);
    const rows: Int32Array[] = [];
    const weights: Float64Array[] = [];
    texts.forEach((text, i) => {
      const { columns, values } = this.row(reader, checkText(text));
      rows.push(columns);
      weights.push(values);
      starts[i + 1] = starts[i]! + columns.length;
    });
    const indices = new Int32Array(starts[texts.length]!);
    const values = new Float64Array(indices.length);
    rows.forEach((columns, i) => {
      indices.set(columns, starts[i]!);
      values.set(weights[i]!, starts[i]!);
    });
    return { rows: texts.length, columns: this.terms.length, starts, indices, values };
  }

  private row(reader: NgramReader, text: string): { columns: Int32Array; values: Float64Array } {
    const counts = new Map<number, number>();
    reader.read(text, (column) => {
      counts.set(column, (counts.get(column) ?? 0) + 1);
    });
    const columns = Int32Array.from(counts.keys()).sort();
    const values = new Float64Array(columns.length);
    const squares: [number, number] = [0, 0];
    columns.forEach((column, e) => {
      const value = (1 + Math.log(counts.get(column)!)) * this.idf[column]!;
      squares[this.ofCharacters[column]!]! += value * value;
      values[e] = value;
    });
    const [words, characters] = squares;
    const share = characters > 0 ? this.params.characterWeight : 0;
    const length = Math.hypot(words > 0 ? 1 : 0, share) || 1;
    const scales = [
      words > 0 ? 1 / (Math.sqrt(words) * length) : 0,
      characters > 0 ? share / (Math.sqrt(characters) * length) : 0,
    ];
    for (let e = 0; e < values.length; e++) values[e]! *= scales[this.ofCharacters[columns[e]!]!]!;
    return { columns, values };
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: { terms: [...this.terms], idf: Array.from(this.idf) },
    };
  }

  /** @throws MlError BAD_SNAPSHOT */
  static fromSnapshot(input: unknown): FittedTfIdf {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { terms } = snapshot.state;
    if (!Array.isArray(terms) || !terms.every((term): term is string => typeof term === "string"))
      throw new MlError("BAD_SNAPSHOT", `"terms" of a "${KIND}" snapshot is damaged.`);
    const params = new TfIdf(snapshot.params as Partial<TfIdfParams>).params;
    return new FittedTfIdf(params, terms, snapshotNumbers(snapshot, "idf", terms.length));
  }
}

function checkText(text: unknown): string {
  if (typeof text !== "string")
    throw new MlError("BAD_SHAPE", "A text must be a string.", { received: typeof text });
  return text;
}
