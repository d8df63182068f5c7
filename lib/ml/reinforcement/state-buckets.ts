import { MlError } from "../core/errors";
import { periodsOf, type Simulator } from "./finite-mdp";

/** Which row of a value table serves each period and state: `index[period * states + state]`, 0 … count−1. */
export interface StateBuckets {
  readonly count: number;
  readonly index: Int32Array;
}

/**
 * Groups the periods and states of a process that a learner shall treat alike, by equal keys. Fewer buckets
 * learn faster and remember less; with one key per period and state nothing is lost. Buckets are numbered in
 * the order in which their keys first appear. O(periods · states).
 */
export function bucketBy(
  decisions: Simulator,
  key: (state: number, period: number) => string | number,
): StateBuckets {
  const numbers = new Map<string | number, number>();
  const index = new Int32Array(periodsOf(decisions) * decisions.states);
  for (let period = 0; period < periodsOf(decisions); period++)
    for (let state = 0; state < decisions.states; state++) {
      const name = key(state, period);
      let bucket = numbers.get(name);
      if (bucket === undefined) {
        bucket = numbers.size;
        numbers.set(name, bucket);
      }
      index[period * decisions.states + state] = bucket;
    }
  return { count: numbers.size, index };
}

/** Every state its own bucket, with `periodsPerBucket` successive periods sharing one. */
export function bucketPeriods(decisions: Simulator, periodsPerBucket = 1): StateBuckets {
  if (!Number.isInteger(periodsPerBucket) || periodsPerBucket < 1)
    throw new MlError("BAD_PARAMETER", "A bucket holds a whole number of periods.", {
      expected: "1 or more",
      received: String(periodsPerBucket),
    });
  return bucketBy(
    decisions,
    (state, period) => Math.floor(period / periodsPerBucket) * decisions.states + state,
  );
}

/** Refuses buckets that were made for a process of another size. */
export function checkBuckets(buckets: StateBuckets, decisions: Simulator): void {
  if (buckets.index.length !== periodsOf(decisions) * decisions.states)
    throw new MlError("BAD_SHAPE", "The buckets were made for another decisions.", {
      expected: `${periodsOf(decisions) * decisions.states} entries`,
      received: String(buckets.index.length),
    });
  for (const bucket of buckets.index)
    if (!(bucket >= 0 && bucket < buckets.count))
      throw new MlError("BAD_SHAPE", "A state points to a bucket that does not exist.", {
        expected: `0 to ${buckets.count - 1}`,
        received: String(bucket),
      });
}
