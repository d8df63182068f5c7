import { MlError } from "../core/errors";
import {
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumber,
  snapshotNumbers,
} from "../core/estimator";
import { type Policy, periodsOf, type Simulator } from "./finite-mdp";
import type { StateBuckets } from "./state-buckets";

const KIND = "q-table";

export interface QAnswer {
  readonly action: number;
  /** Estimated worth of the rest of the season after this action. */
  readonly value: number;
  /** `unvisited`: none of the open actions was ever tried here, and the answer is the first of them. */
  readonly basis: "visited" | "unvisited";
}

/** A learned table of action values: worth of each action in each bucket of states, and how often it was tried. */
export class QTable implements FittedModel {
  constructor(
    readonly actions: number,
    readonly buckets: StateBuckets,
    /** At `[bucket * actions + action]`. */
    readonly values: Float64Array,
    readonly visits: Float64Array,
    private readonly params: Readonly<Record<string, unknown>>,
  ) {}

  /**
   * The best action that was tried, among those open. Ties go to the lowest index. O(open actions).
   * @param cell `period * states + state`
   * @throws MlError BAD_SHAPE outside the table, EMPTY_INPUT when nothing is open.
   */
  choose(cell: number, open: readonly number[]): QAnswer {
    const bucket = this.buckets.index[cell];
    if (bucket === undefined)
      throw new MlError("BAD_SHAPE", "This state is not in the table.", {
        expected: `0 to ${this.buckets.index.length - 1}`,
        received: String(cell),
      });
    if (open.length === 0) throw new MlError("EMPTY_INPUT", "No action is open in this state.");
    let action = -1;
    for (const candidate of open) {
      const at = bucket * this.actions + candidate;
      if (
        this.visits[at]! > 0 &&
        (action < 0 || this.values[at]! > this.values[bucket * this.actions + action]!)
      )
        action = candidate;
    }
    const basis = action < 0 ? "unvisited" : "visited";
    if (action < 0) action = open[0]!;
    return { action, value: this.values[bucket * this.actions + action]!, basis };
  }

  /** The greedy policy in every period and state of a decisions. @throws MlError BAD_SHAPE for another decisions. */
  policy(decisions: Simulator): Policy {
    const cells = periodsOf(decisions) * decisions.states;
    if (cells !== this.buckets.index.length || decisions.actions !== this.actions)
      throw new MlError("BAD_SHAPE", "The table was learned on another decisions.", {
        expected: `${this.buckets.index.length} cells and ${this.actions} actions`,
        received: `${cells} and ${decisions.actions}`,
      });
    const policy = new Int32Array(cells).fill(-1);
    for (let cell = 0; cell < cells; cell++) {
      const open = decisions.allowedActions(cell % decisions.states, Math.floor(cell / decisions.states));
      if (open.length > 0) policy[cell] = this.choose(cell, open).action;
    }
    return policy;
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: this.params,
      state: {
        actions: this.actions,
        buckets: this.buckets.count,
        bucketOf: Array.from(this.buckets.index),
        values: Array.from(this.values),
        visits: Array.from(this.visits),
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT */
  static fromSnapshot(input: unknown): QTable {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const actions = snapshotNumber(snapshot, "actions");
    const count = snapshotNumber(snapshot, "buckets");
    const index = Int32Array.from(snapshotNumbers(snapshot, "bucketOf"));
    if (!index.every((bucket) => bucket >= 0 && bucket < count))
      throw new MlError("BAD_SNAPSHOT", `"bucketOf" of a "${KIND}" snapshot points outside the table.`);
    const values = snapshotNumbers(snapshot, "values", count * actions);
    const visits = snapshotNumbers(snapshot, "visits", count * actions);
    return new QTable(actions, { count, index }, values, visits, snapshot.params);
  }
}
