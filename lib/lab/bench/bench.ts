/** What one run of a contender took and reached. */
export interface Measurement {
  /** Wall time of the work alone: no reading, no start of a process. */
  readonly seconds: number;
  /** How good the result is, in the benchmark's own measure; null when it cannot be said. */
  readonly quality: number | null;
}

export interface Contender {
  readonly name: string;
  /** One run. `null` when the contender is not installed on this machine. */
  readonly measure: () => Promise<Measurement | null> | Measurement | null;
  /** Runs of a slow contender. Default: as many as asked for. */
  readonly mostRuns?: number;
}

/** One comparison: the same data and question for all; the first contender is ours. */
export interface Bench {
  readonly name: string;
  /** The data and the question, in one line. */
  readonly about: string;
  /** What `quality` is and which way is better. */
  readonly quality: string;
  readonly contenders: () => readonly Contender[];
}
