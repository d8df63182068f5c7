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
import { countNgrams, DEFAULT_NGRAMS, type NgramRanges } from "./tokenise";

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

  // biome-ignore lint/correctness/useYield: one pass, no iterations.
  *fitSteps(texts: readonly string[]): Generator<TrainingProgress, FittedTfIdf> {
    if (texts.length === 0) throw new MlError("EMPTY_INPUT", "There are no texts to learn from.");
    const holders = new Map<string, number>();
    for (const text of texts)
      for (const key of countNgrams(checkText(text), this.params.ngrams).keys())
        holders.set(key, (holders.get(key) ?? 0) + 1);
    const terms: string[] = [];
    const idf: number[] = [];
    for (const [key, count] of holders) {
      if (count < this.params.minTexts) continue;
      terms.push(key);
      idf.push(1 + Math.log((1 + texts.length) / (1 + count)));
    }
    if (terms.length === 0) throw new MlError("NOT_ENOUGH_DATA", "No n-gram is held by enough texts.");
    return new FittedTfIdf(this.params, terms, Float64Array.from(idf));
  }
}

export class FittedTfIdf implements FittedModel {
  private readonly columnOf: ReadonlyMap<string, number>;

  constructor(
    private readonly params: Readonly<TfIdfParams>,
    /** The n-gram of each column. */
    readonly terms: readonly string[],
    readonly idf: Float64Array,
  ) {
    this.columnOf = new Map(terms.map((term, j) => [term, j]));
  }

  /** n texts → n × terms, rows of length 1 (or 0). O(total n-grams). */
  transform(texts: readonly string[]): SparseMatrix {
    const starts = new Int32Array(texts.length + 1);
    const indices: number[] = [];
    const values: number[] = [];
    texts.forEach((text, i) => {
      const row = this.row(checkText(text));
      for (const [column, value] of row) {
        indices.push(column);
        values.push(value);
      }
      starts[i + 1] = indices.length;
    });
    return {
      rows: texts.length,
      columns: this.terms.length,
      starts,
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    };
  }

  private row(text: string): [number, number][] {
    const cells: [number, number][] = [];
    let words = 0;
    let characters = 0;
    for (const [key, count] of countNgrams(text, this.params.ngrams)) {
      const column = this.columnOf.get(key);
      if (column === undefined) continue;
      const value = (1 + Math.log(count)) * this.idf[column]!;
      if (isCharacters(key)) characters += value * value;
      else words += value * value;
      cells.push([column, value]);
    }
    const share = characters > 0 ? this.params.characterWeight : 0;
    const length = Math.hypot(words > 0 ? 1 : 0, share) || 1;
    const wordScale = words > 0 ? 1 / (Math.sqrt(words) * length) : 0;
    const characterScale = characters > 0 ? share / (Math.sqrt(characters) * length) : 0;
    for (const cell of cells) cell[1] *= isCharacters(this.terms[cell[0]]!) ? characterScale : wordScale;
    return cells.sort((a, b) => a[0] - b[0]);
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

function isCharacters(term: string): boolean {
  return term.startsWith("c:");
}

function checkText(text: unknown): string {
  if (typeof text !== "string")
    throw new MlError("BAD_SHAPE", "A text must be a string.", { received: typeof text });
  return text;
}
