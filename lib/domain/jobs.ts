/** The queues the worker listens to. Messages only point at a row; the row owns lease, result and retries. */
export const JOB_QUEUES = {
  train: {
    name: "train",
    // One waiting message a run, however often it is sent.
    policy: "short",
    // The sweeper sends again, by the run row's lease: the queue never decides on its own.
    retryLimit: 0,
    expireInSeconds: 12 * 60 * 60,
  },
} as const;
export type JobQueue = keyof typeof JOB_QUEUES;
