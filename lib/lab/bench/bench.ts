/** What one run of a contender took and reached. */
export interface Measurement {
  /** Wall time of the work alone: no reading, no start of a process. */
  readonly seconds: number;
  /** Processor time of the same work, all threads of the process together: what a busy machine cannot stretch. */
  readonly cpuSeconds: number;
  /** How good the result is, in the benchmark's own measure; null when it cannot be said. */
  readonly quality: number | null;
}

export interface Contender {
  readonly name: string;
  /** One run. `null` when the contender is not installed on this machine. */
  readonly measure: () => Promise<Measurement | null> | Measurement | null;
  /** Runs of a slow contender. Default: as many as asked for. */
  readonly mostRuns?: number;
  /** How to install it where it is missing; absent for our own. */
  readonly install?: string;
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

/** Runs `work` and gives its result with the wall and processor time it took. */
export function measureWork<T>(work: () => T): { value: T; seconds: number; cpuSeconds: number } {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const value = work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { value, seconds, cpuSeconds: (user + system) / 1e6 };
}
