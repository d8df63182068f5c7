import { MlError } from "../core/errors";
import type { Rng } from "../core/rng";

/** One possible result of an action: with `probability`, `reward` is earned and the process goes to `next`. */
export interface Outcome {
  readonly probability: number;
  readonly next: number;
  readonly reward: number;
}

/** A drawn step, written in place so that the learners' inner loops allocate nothing. */
export interface Transition {
  next: number;
  reward: number;
}

/** What a learner may see of a decision process: it can act and watch, but knows no probability. */
export interface Simulator {
  /** States are 0 … states−1. */
  readonly states: number;
  /** Actions are 0 … actions−1; in pricing, rungs of the price ladder. */
  readonly actions: number;
  /** Number of decisions in a season, or null when they never end (then `discount` < 1). */
  readonly horizon: number | null;
  /** Worth today of one unit earned a period later, in (0, 1]. */
  readonly discount: number;
  /** Where a season begins; every start is equally likely, and reported values are means over them. */
  readonly startStates: readonly number[];
  /** Actions open in a state, in ascending order; none: the season is over there and nothing more is earned. */
  allowedActions(state: number, period: number): readonly number[];
  /** Draws one step into `into`. `period` counts from 0 and is 0 throughout when `horizon` is null. */
  sample(state: number, action: number, period: number, rng: Rng, into: Transition): void;
}

/**
 * A finite Markov decision process whose law is known, so that it can be solved exactly.
 * Finite horizons may have dynamics that change with the period; after the last period nothing is earned
 * (salvage belongs to the reward of the last decision).
 */
export interface FiniteMdp extends Simulator {
  /** All results of an action; probabilities sum to 1, `reward` may be a conditional mean. */
  outcomes(state: number, action: number, period: number): readonly Outcome[];
}

/** The action for each period and state at `[period * states + state]`, −1 where none is open. */
export type Policy = Int32Array;

/** Number of distinct periods that a policy or value table distinguishes. */
export function periodsOf(decisions: Simulator): number {
  return decisions.horizon ?? 1;
}

/**
 * Refuses a process that no method could solve: sizes, discount, horizon, starts and allowed actions, and
 * (for a process with a known law) probabilities that are not a distribution. O(periods · states · actions · outcomes).
 */
export function checkProcess(decisions: Simulator | FiniteMdp): void {
  const { states, actions, horizon, discount, startStates } = decisions;
  const whole = (value: number, least: number): boolean => Number.isInteger(value) && value >= least;
  if (!whole(states, 1) || !whole(actions, 1) || (horizon !== null && !whole(horizon, 1)))
    throw new MlError("BAD_PARAMETER", "A decision process needs states, actions and at least one period.", {
      received: `${states} states, ${actions} actions, horizon ${String(horizon)}`,
    });
  if (!(discount > 0 && discount <= 1) || (horizon === null && discount === 1))
    throw new MlError("BAD_PARAMETER", "This discount gives no finite value.", {
      expected: horizon === null ? "above 0 and below 1" : "above 0 and at most 1",
      received: String(discount),
    });
  if (startStates.length === 0 || !startStates.every((s) => whole(s, 0) && s < states))
    throw new MlError("BAD_PARAMETER", "A season must start in a state of the decisions.", {
      received: startStates.join(", "),
    });
  for (let period = 0; period < periodsOf(decisions); period++)
    for (let state = 0; state < states; state++) checkState(decisions, state, period);
}

function checkState(decisions: Simulator | FiniteMdp, state: number, period: number): void {
  for (const action of decisions.allowedActions(state, period)) {
    if (!Number.isInteger(action) || action < 0 || action >= decisions.actions)
      throw new MlError("BAD_PARAMETER", `State ${state} allows an action that does not exist.`, {
        expected: `0 to ${decisions.actions - 1}`,
        received: String(action),
      });
    if (!("outcomes" in decisions)) continue;
    let total = 0;
    for (const { probability, next, reward } of decisions.outcomes(state, action, period)) {
      total += probability;
      if (!(probability >= 0) || !Number.isFinite(reward) || !(next >= 0 && next < decisions.states))
        throw new MlError("BAD_PARAMETER", `Action ${action} in state ${state} has an impossible outcome.`, {
          received: `probability ${probability}, next ${next}, reward ${reward}`,
        });
    }
    if (Math.abs(total - 1) > 1e-9)
      throw new MlError(
        "BAD_PARAMETER",
        `The outcomes of action ${action} in state ${state} do not add up.`,
        {
          expected: "probabilities that sum to 1",
          received: String(total),
        },
      );
  }
}

/** Draws one of the listed outcomes: the sampler of a process that has no quicker one. O(outcomes). */
export function sampleOutcome(outcomes: readonly Outcome[], rng: Rng, into: Transition): void {
  let u = rng.next();
  for (const outcome of outcomes) {
    into.next = outcome.next;
    into.reward = outcome.reward;
    u -= outcome.probability;
    if (u < 0) return;
  }
}
