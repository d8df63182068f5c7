import { MlError } from "../core/errors";
import { checkProcess, type FiniteMdp, type Outcome, type Policy, periodsOf } from "./finite-mdp";

export interface Solution {
  /** Expected worth of what is still to come, at `[period * states + state]`. */
  readonly values: Float64Array;
  readonly policy: Policy;
  /** Mean worth over the start states. */
  readonly startValue: number;
  /** Sweeps over the states (the horizon for a finite season). */
  readonly iterations: number;
}

const RELATIVE_TOLERANCE = 1e-12;
const MAX_SWEEPS = 1_000_000;

function expected(
  outcomes: readonly Outcome[],
  discount: number,
  values: Float64Array,
  from: number,
): number {
  let total = 0;
  for (const outcome of outcomes)
    total +=
      outcome.probability * (outcome.reward + discount * (from < 0 ? 0 : values[from + outcome.next]!));
  return total;
}

function startMean(mdp: FiniteMdp, values: Float64Array): number {
  let total = 0;
  for (const state of mdp.startStates) total += values[state]!;
  return total / mdp.startStates.length;
}

/** Chooses per state: the best action (lowest index on ties), or the one a policy names. */
type Chooser = (state: number, period: number, worth: (action: number) => number) => [number, number];

function best(mdp: FiniteMdp): Chooser {
  return (state, period, worth) => {
    let action = -1;
    let value = Number.NEGATIVE_INFINITY;
    for (const candidate of mdp.allowedActions(state, period)) {
      const candidateValue = worth(candidate);
      if (candidateValue > value) {
        value = candidateValue;
        action = candidate;
      }
    }
    return action < 0 ? [-1, 0] : [action, value];
  };
}

function prescribed(mdp: FiniteMdp, policy: Policy): Chooser {
  return (state, period, worth) => {
    const action = policy[period * mdp.states + state]!;
    const allowed = mdp.allowedActions(state, period);
    if (allowed.length === 0) return [-1, 0];
    if (!allowed.includes(action))
      throw new MlError("BAD_PARAMETER", `The policy names a forbidden action in state ${state}.`, {
        expected: `one of ${allowed.join(", ")}`,
        received: String(action),
      });
    return [action, worth(action)];
  };
}

/** One backward pass over the periods of a season; exact for any policy and for the optimum. */
function sweepSeason(mdp: FiniteMdp, horizon: number, choose: Chooser): Solution {
  const values = new Float64Array(horizon * mdp.states);
  const policy = new Int32Array(horizon * mdp.states);
  for (let period = horizon - 1; period >= 0; period--) {
    const after = period === horizon - 1 ? -1 : (period + 1) * mdp.states;
    for (let state = 0; state < mdp.states; state++) {
      const worth = (action: number): number =>
        expected(mdp.outcomes(state, action, period), mdp.discount, values, after);
      const [action, value] = choose(state, period, worth);
      policy[period * mdp.states + state] = action;
      values[period * mdp.states + state] = value;
    }
  }
  return { values, policy, startValue: startMean(mdp, values), iterations: horizon };
}

/** Repeated sweeps of an endless process until the contraction bound guarantees the tolerance. */
function sweepEndless(mdp: FiniteMdp, choose: Chooser): Solution {
  const { states, actions, discount } = mdp;
  const law: (readonly Outcome[])[] = [];
  for (let state = 0; state < states; state++)
    for (const action of mdp.allowedActions(state, 0))
      law[state * actions + action] = mdp.outcomes(state, action, 0);
  let values = new Float64Array(states);
  const policy = new Int32Array(states);
  for (let iteration = 1; iteration <= MAX_SWEEPS; iteration++) {
    const old = values;
    values = new Float64Array(states);
    let change = 0;
    let size = 1;
    for (let state = 0; state < states; state++) {
      const worth = (action: number): number => expected(law[state * actions + action]!, discount, old, 0);
      const [action, value] = choose(state, 0, worth);
      policy[state] = action;
      values[state] = value;
      change = Math.max(change, Math.abs(value - old[state]!));
      size = Math.max(size, Math.abs(value));
    }
    // ‖v − v*‖ ≤ γ/(1−γ)·‖last change‖ (Puterman 2005, theorem 6.3.3).
    if ((change * discount) / (1 - discount) <= RELATIVE_TOLERANCE * size)
      return { values, policy, startValue: startMean(mdp, values), iterations: iteration };
  }
  throw new MlError("BAD_PARAMETER", "Value iteration did not settle; the discount is too close to 1.");
}

/**
 * Solves a finite Markov decision process exactly: backward induction over a season, value iteration
 * (to 1e−12 of the largest value, by the contraction bound) when decisions never end.
 * Ties go to the lowest action.
 *
 * @returns the optimal value of every period and state, an optimal policy, the mean value of the starts.
 * @throws MlError BAD_PARAMETER for a process that is not well formed.
 * Cost: O(periods · states · actions · outcomes), times the sweeps for an endless decisions.
 * Source: Bellman (1957); Puterman (2005), "Markov Decision Processes", sections 4.5 and 6.3.
 */
export function solveMdp(mdp: FiniteMdp): Solution {
  checkProcess(mdp);
  return mdp.horizon === null ? sweepEndless(mdp, best(mdp)) : sweepSeason(mdp, mdp.horizon, best(mdp));
}

/**
 * The exact expected worth of following a policy: the judge of every learner (no simulation noise).
 *
 * @param policy an action per `[period * states + state]`; it must be allowed wherever actions are open.
 * @throws MlError BAD_SHAPE for a policy of another size, BAD_PARAMETER for a forbidden action.
 * Cost and source: as `solveMdp`, with one action per state.
 */
export function evaluatePolicy(mdp: FiniteMdp, policy: Policy): Solution {
  if (policy.length !== periodsOf(mdp) * mdp.states)
    throw new MlError("BAD_SHAPE", "The policy was made for another decisions.", {
      expected: `${periodsOf(mdp) * mdp.states} actions`,
      received: String(policy.length),
    });
  const choose = prescribed(mdp, policy);
  return mdp.horizon === null ? sweepEndless(mdp, choose) : sweepSeason(mdp, mdp.horizon, choose);
}

/** The policy that takes `action` wherever it is allowed, and elsewhere the nearest allowed action (lower on ties). */
export function fixedPolicy(mdp: FiniteMdp, action: number): Policy {
  const policy = new Int32Array(periodsOf(mdp) * mdp.states).fill(-1);
  for (let period = 0; period < periodsOf(mdp); period++)
    for (let state = 0; state < mdp.states; state++) {
      let nearest = -1;
      for (const candidate of mdp.allowedActions(state, period))
        if (nearest < 0 || Math.abs(candidate - action) < Math.abs(nearest - action)) nearest = candidate;
      policy[period * mdp.states + state] = nearest;
    }
  return policy;
}

/** The best single action held throughout, judged exactly: what a learner must beat. */
export function bestFixedAction(mdp: FiniteMdp): { readonly action: number; readonly startValue: number } {
  let winner = { action: 0, startValue: Number.NEGATIVE_INFINITY };
  for (let action = 0; action < mdp.actions; action++) {
    const { startValue } = evaluatePolicy(mdp, fixedPolicy(mdp, action));
    if (startValue > winner.startValue) winner = { action, startValue };
  }
  return winner;
}

/** The policy that takes the largest expected reward of the moment, blind to what follows. */
export function myopicPolicy(mdp: FiniteMdp): Policy {
  const policy = new Int32Array(periodsOf(mdp) * mdp.states);
  const choose = best(mdp);
  for (let period = 0; period < periodsOf(mdp); period++)
    for (let state = 0; state < mdp.states; state++)
      policy[period * mdp.states + state] = choose(state, period, (action) =>
        expected(mdp.outcomes(state, action, period), mdp.discount, new Float64Array(0), -1),
      )[0];
  return policy;
}
