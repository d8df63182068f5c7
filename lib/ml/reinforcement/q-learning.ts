import { MlError } from "../core/errors";
import { drain, type Estimator, type TrainingProgress } from "../core/estimator";
import { freezeParams } from "../core/params";
import { createRng, type Rng, randomInteger } from "../core/rng";
import { checkProcess, type Simulator } from "./finite-mdp";
import { QTable } from "./q-table";
import {
  doubleStep,
  type LearningTable,
  lambdaSweep,
  oneStep,
  type QUpdate,
  type Trace,
  visitSteps,
} from "./q-updates";
import { checkBuckets, type StateBuckets } from "./state-buckets";

export interface QLearningParams {
  /** `q-lambda`: multi-step with a reverse sweep; `q`: one step; `double-q`: two tables. */
  readonly method: "q-lambda" | "q" | "double-q";
  /** Seasons played; for an endless process, stretches of `stretch` decisions from a random start. */
  readonly episodes: number;
  readonly stretch: number;
  /** Weight of what really followed against the table's own estimate, 0–1; for `q-lambda` alone. */
  readonly lambda: number;
  /** The k-th visit of a cell moves it by k^−stepExponent. */
  readonly stepExponent: number;
  /** Share of exploratory decisions, falling linearly from start to end over the training. */
  readonly explorationStart: number;
  readonly explorationEnd: number;
  /** `neighbours`: explore at most one open action beside the best; `anywhere`: any open action. */
  readonly exploration: "neighbours" | "anywhere";
  /** First value of every cell; null: 1.25 × the best return of 100 random seasons. */
  readonly optimisticStart: number | null;
  readonly seed: number;
}

export interface LearningTask {
  /** Only acted upon and watched: no probability is read. */
  readonly simulator: Simulator;
  readonly buckets: StateBuckets;
}

const DEFAULTS: QLearningParams = {
  method: "q-lambda",
  episodes: 200_000,
  stretch: 100,
  lambda: 0.8,
  stepExponent: 0.7,
  explorationStart: 0.5,
  explorationEnd: 0.02,
  exploration: "neighbours",
  optimisticStart: null,
  seed: 1,
};
const PROGRESS_STEPS = 100;
const WARM_UP_EPISODES = 100;

/**
 * Tabular Q-learning on any simulator, with step sizes that fall with the visits, an optimistic start and
 * exploration near the best known action. Loss in the progress is minus the mean return of the last seasons.
 *
 * Cost: O(episodes · decisions · actions) time, O(buckets · actions) memory.
 * Source: Watkins (1989); Peng & Williams (1996); van Hasselt (2010); step sizes: Even-Dar & Mansour (2003).
 */
export class QLearning implements Estimator<QLearningParams, undefined, QTable, LearningTask> {
  readonly params: Readonly<QLearningParams>;

  /** @throws MlError BAD_PARAMETER */
  constructor(params: Partial<QLearningParams> = {}) {
    this.params = freezeParams({ ...DEFAULTS, ...params });
    const p = this.params;
    const wrong =
      (!(Number.isInteger(p.episodes) && p.episodes > 0) && "episodes") ||
      (!(Number.isInteger(p.stretch) && p.stretch > 0) && "stretch") ||
      (!(p.lambda >= 0 && p.lambda <= 1) && "lambda") ||
      (!(p.stepExponent > 0.5 && p.stepExponent <= 1) && "stepExponent") ||
      (!(p.explorationStart >= 0 && p.explorationStart <= 1) && "explorationStart") ||
      (!(p.explorationEnd >= 0 && p.explorationEnd <= p.explorationStart) && "explorationEnd") ||
      (p.optimisticStart !== null && !Number.isFinite(p.optimisticStart) && "optimisticStart");
    if (wrong)
      throw new MlError("BAD_PARAMETER", `"${wrong}" is outside its range.`, { received: String(p[wrong]) });
  }

  fit(task: LearningTask): QTable {
    return drain(this.fitSteps(task));
  }

  *fitSteps({ simulator, buckets }: LearningTask): Generator<TrainingProgress, QTable> {
    checkProcess(simulator);
    checkBuckets(buckets, simulator);
    const { episodes, method } = this.params;
    const rng = createRng(this.params.seed);
    const player = new Player(simulator, buckets, this.params.stretch);
    const table = this.emptyTable(player, buckets.count * simulator.actions, rng.fork("warm-up"));
    const update = this.updateRule();
    const play = rng.fork("play");
    const coin = rng.fork("coin");
    const summed = method === "double-q" ? new Float64Array(table.values.length) : table.values;
    const chunk = Math.max(1, Math.ceil(episodes / PROGRESS_STEPS));
    let returns = 0;
    for (let episode = 0; episode < episodes; episode++) {
      const { explorationStart: start, explorationEnd: end } = this.params;
      const exploring = Math.max(end, start * (1 - episode / episodes));
      if (table.second) player.refreshSum(table, summed);
      returns += player.play(summed, exploring, this.params.exploration === "neighbours", play);
      update(table, player.trace, simulator.discount, coin);
      if ((episode + 1) % chunk === 0 || episode + 1 === episodes) {
        const length = (episode % chunk) + 1;
        yield {
          step: Math.ceil((episode + 1) / chunk),
          totalSteps: Math.ceil(episodes / chunk),
          loss: -returns / length,
        };
        returns = 0;
      }
    }
    return this.asModel(table, simulator.actions, buckets);
  }

  private emptyTable(player: Player, cells: number, rng: Rng): LearningTable {
    let start = this.params.optimisticStart;
    if (start === null) {
      let best = 0;
      const blind = new Float64Array(cells);
      for (let i = 0; i < WARM_UP_EPISODES; i++) best = Math.max(best, player.play(blind, 1, false, rng));
      start = 1.25 * best;
    }
    const fresh = () => ({ values: new Float64Array(cells).fill(start), visits: new Float64Array(cells) });
    return { ...fresh(), second: this.params.method === "double-q" ? fresh() : null };
  }

  private updateRule(): QUpdate {
    const step = visitSteps(this.params.stepExponent);
    if (this.params.method === "q") return oneStep(step);
    if (this.params.method === "double-q") return doubleStep(step);
    return lambdaSweep(this.params.lambda, step);
  }

  private asModel({ values, visits, second }: LearningTable, actions: number, buckets: StateBuckets): QTable {
    const kept = { count: buckets.count, index: buckets.index.slice() };
    if (!second) return new QTable(actions, kept, values, visits, { ...this.params });
    const mean = values.map((value, cell) => (value + second.values[cell]!) / 2);
    const total = visits.map((count, cell) => count + second.visits[cell]!);
    return new QTable(actions, kept, mean, total, { ...this.params });
  }
}

/** Plays seasons with the best known actions and some exploration, and keeps the trace of the last one. */
class Player {
  readonly trace: Trace;
  private readonly into = { next: 0, reward: 0 };
  private readonly limit: number;

  constructor(
    private readonly simulator: Simulator,
    private readonly buckets: StateBuckets,
    stretch: number,
  ) {
    this.limit = simulator.horizon ?? stretch;
    this.trace = {
      length: 0,
      cells: new Int32Array(this.limit),
      rewards: new Float64Array(this.limit),
      bases: new Int32Array(this.limit + 1),
      open: new Array<readonly number[]>(this.limit + 1).fill([]),
    };
  }

  /** Double Q acts on the sum of its tables; only cells of the last season can have changed. */
  refreshSum({ values, second }: LearningTable, sum: Float64Array): void {
    if (!second) return;
    if (this.trace.length === 0)
      sum.forEach((_, cell) => {
        sum[cell] = values[cell]! + second.values[cell]!;
      });
    for (let i = 0; i < this.trace.length; i++) {
      const cell = this.trace.cells[i]!;
      sum[cell] = values[cell]! + second.values[cell]!;
    }
  }

  /** @returns the discounted return of the season. */
  play(values: Float64Array, exploring: number, nearby: boolean, rng: Rng): number {
    const { simulator, buckets, trace, into, limit } = this;
    const endless = simulator.horizon === null;
    let state = simulator.startStates[randomInteger(rng, simulator.startStates.length)]!;
    let earned = 0;
    let worth = 1;
    trace.length = 0;
    for (let i = 0; i <= limit; i++) {
      const period = endless ? 0 : i;
      const open = i === limit && !endless ? [] : simulator.allowedActions(state, period);
      trace.open[i] = open;
      if (open.length === 0) break;
      const base = buckets.index[period * simulator.states + state]! * simulator.actions;
      trace.bases[i] = base;
      if (i === limit) break;
      let pick = 0;
      for (let j = 1; j < open.length; j++)
        if (values[base + open[j]!]! > values[base + open[pick]!]!) pick = j;
      if (exploring > 0 && rng.next() < exploring) {
        if (nearby) pick = Math.min(open.length - 1, Math.max(0, pick + randomInteger(rng, 3) - 1));
        else pick = randomInteger(rng, open.length);
      }
      const action = open[pick]!;
      simulator.sample(state, action, period, rng, into);
      trace.cells[i] = base + action;
      trace.rewards[i] = into.reward;
      trace.length = i + 1;
      earned += worth * into.reward;
      worth *= simulator.discount;
      state = into.next;
    }
    return earned;
  }
}
