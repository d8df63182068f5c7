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
import { searchTerms } from "./tokenise";

export interface Bm25Params {
  /** How soon further occurrences of a word stop counting. */
  readonly k1: number;
  /** How much long documents are held back, 0–1. */
  readonly b: number;
}

export interface Bm25Hit {
  /** Position of the document in the collection that was fitted. */
  readonly document: number;
  readonly score: number;
}

const KIND = "bm25";

/**
 * Keyword search: documents ranked by Σ idf(t) · f (k1 + 1) / (f + k1 (1 − b + b · length / mean length)) over the
 * query's distinct terms, with idf = log(1 + (N − n_t + ½) / (n_t + ½)), which is never negative. Han text is searched by
 * characters and pairs of characters. Documents that share no term with the query are left out.
 *
 * Fit O(total terms); search O(postings of the query's terms + documents).
 * Source: Robertson & Zaragoza (2009), "The probabilistic relevance framework: BM25 and beyond", equation 3.15.
 */
export class Bm25 implements Estimator<Bm25Params, undefined, Bm25Index, readonly string[]> {
  readonly params: Readonly<Bm25Params>;

  constructor(params: Partial<Bm25Params> = {}) {
    this.params = freezeParams({ k1: 1.2, b: 0.75, ...params });
    if (!(this.params.k1 >= 0 && this.params.b >= 0 && this.params.b <= 1))
      throw new MlError("BAD_PARAMETER", "BM25 needs k1 ≥ 0 and b between 0 and 1.", {
        received: `${this.params.k1}, ${this.params.b}`,
      });
  }

  fit(documents: readonly string[]): Bm25Index {
    return drain(this.fitSteps(documents));
  }

  // biome-ignore lint/correctness/useYield: one pass, no iterations.
  *fitSteps(documents: readonly string[]): Generator<TrainingProgress, Bm25Index> {
    if (documents.length === 0) throw new MlError("EMPTY_INPUT", "There are no documents to search.");
    const postings = new Map<string, Map<number, number>>();
    const lengths = new Float64Array(documents.length);
    for (const [d, text] of documents.entries()) {
      if (typeof text !== "string")
        throw new MlError("BAD_SHAPE", `Document ${d} is no text.`, { received: typeof text });
      const terms = searchTerms(text);
      lengths[d] = terms.length;
      for (const term of terms) {
        const held = postings.get(term) ?? new Map<number, number>();
        held.set(d, (held.get(d) ?? 0) + 1);
        postings.set(term, held);
      }
    }
    const terms = [...postings.keys()];
    const starts = new Float64Array(terms.length + 1);
    const holders: number[] = [];
    const counts: number[] = [];
    for (const [t, term] of terms.entries()) {
      for (const [d, count] of postings.get(term)!) {
        holders.push(d);
        counts.push(count);
      }
      starts[t + 1] = holders.length;
    }
    return new Bm25Index(
      this.params,
      terms,
      starts,
      Float64Array.from(holders),
      Float64Array.from(counts),
      lengths,
    );
  }
}

export class Bm25Index implements FittedModel {
  private readonly termOf: ReadonlyMap<string, number>;
  private readonly meanLength: number;

  constructor(
    private readonly params: Readonly<Bm25Params>,
    private readonly terms: readonly string[],
    /** Postings of term t stand at `starts[t] … starts[t + 1] − 1`. */
    private readonly starts: Float64Array,
    private readonly holders: Float64Array,
    private readonly counts: Float64Array,
    private readonly lengths: Float64Array,
  ) {
    this.termOf = new Map(terms.map((term, t) => [term, t]));
    this.meanLength = Math.max(lengths.reduce((sum, value) => sum + value, 0) / lengths.length, 1e-9);
  }

  /** Score of every document for one query; 0 where no term is shared. */
  scores(query: string): Float64Array {
    const result = new Float64Array(this.lengths.length);
    const { k1, b } = this.params;
    for (const term of new Set(searchTerms(query))) {
      const t = this.termOf.get(term);
      if (t === undefined) continue;
      const held = this.starts[t + 1]! - this.starts[t]!;
      const idf = Math.log(1 + (this.lengths.length - held + 0.5) / (held + 0.5));
      for (let e = this.starts[t]!; e < this.starts[t + 1]!; e++) {
        const d = this.holders[e]!;
        const f = this.counts[e]!;
        const damping = k1 * (1 - b + (b * this.lengths[d]!) / this.meanLength);
        result[d]! += (idf * f * (k1 + 1)) / (f + damping);
      }
    }
    return result;
  }

  /** The best documents, best first; ties go to the earlier document. @param limit largest number of hits. */
  search(query: string, limit = 10): Bm25Hit[] {
    return Array.from(this.scores(query), (score, document) => ({ document, score }))
      .filter(({ score }) => score > 0)
      .sort((x, y) => y.score - x.score || x.document - y.document)
      .slice(0, limit);
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: {
        terms: [...this.terms],
        starts: Array.from(this.starts),
        holders: Array.from(this.holders),
        counts: Array.from(this.counts),
        lengths: Array.from(this.lengths),
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT */
  static fromSnapshot(input: unknown): Bm25Index {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { terms } = snapshot.state;
    if (!Array.isArray(terms) || !terms.every((term): term is string => typeof term === "string"))
      throw new MlError("BAD_SNAPSHOT", `"terms" of a "${KIND}" snapshot is damaged.`);
    const starts = snapshotNumbers(snapshot, "starts", terms.length + 1);
    const holders = snapshotNumbers(snapshot, "holders", starts[terms.length]!);
    const lengths = snapshotNumbers(snapshot, "lengths");
    if (lengths.length === 0 || !holders.every((d) => d >= 0 && d < lengths.length))
      throw new MlError("BAD_SNAPSHOT", `A posting of a "${KIND}" snapshot points at no document.`);
    const counts = snapshotNumbers(snapshot, "counts", holders.length);
    const params = new Bm25(snapshot.params as Partial<Bm25Params>).params;
    return new Bm25Index(params, terms, starts, holders, counts, lengths);
  }
}
