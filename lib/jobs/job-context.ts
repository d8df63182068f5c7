/** What every handler is given by the worker that runs it. */
export interface JobContext {
  readonly workerId: string;
  readonly wallNow: () => Date;
  /** Aborted when the worker is asked to leave: stop between two steps and put the work back. */
  readonly signal: AbortSignal;
  readonly leaseMs?: number;
}
