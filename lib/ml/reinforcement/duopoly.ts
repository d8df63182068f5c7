import { MlError } from "../core/errors";
import { createRng, type Rng, randomInteger } from "../core/rng";

/** Between which prices a shop may move, from its own price and its rival's in the round before. */
export type PriceRange = (own: number, rival: number) => { readonly least: number; readonly most: number };

export interface DuopolyOptions {
  /** What guardrails leave open; null: both learners may name any price of the ladder. */
  readonly range: PriceRange | null;
  readonly rounds: number;
  readonly seed: number;
}

export interface DuopolyOutcome {
  /** (mean profit − competitive profit) / (monopoly profit − competitive profit) over the last rounds. */
  readonly profitGain: number;
  readonly meanPrice: number;
}

/** Two equal products: logit demand exp((a − p)/μ) against an outside option of worth a₀ = 0, unit cost 1. */
const QUALITY = 2;
const SUBSTITUTION = 0.25;
const UNIT_COST = 1;
export const NASH_PRICE = 1.4729;
export const MONOPOLY_PRICE = 1.925;
const RUNGS = 15;
const BEYOND = 0.1;
const DISCOUNT = 0.95;
const STEP = 0.15;
const EXPLORATION_DECAY = 4e-6;
const JUDGED_ROUNDS = 20_000;

/** Profit of one of the two at its own and its rival's price. O(1). */
export function duopolyProfit(own: number, rival: number): number {
  const mine = Math.exp((QUALITY - own) / SUBSTITUTION);
  const other = Math.exp((QUALITY - rival) / SUBSTITUTION);
  return ((own - UNIT_COST) * mine) / (mine + other + 1);
}

/**
 * Lets two Q-learners price against one another, each seeing both prices of the round before, and measures how far
 * their profits rose from competition towards monopoly. Unguarded they learn to keep prices up without ever talking; a
 * product that sets prices must not, so this stands as a permanent check of its guardrails.
 * @param options at least 40,000 rounds. @throws MlError BAD_PARAMETER. O(rounds · rungs).
 * Source: Calvano, Calzolari, Denicolò & Pastorello (2020), "Artificial intelligence, algorithmic pricing, and
 * collusion", section II: a = 2, μ = ¼, c = 1, 15 prices, ξ = .1, δ = .95, α = .15, β = 4e−6, one round of memory.
 */
export function learnDuopoly({ range, rounds, seed }: DuopolyOptions): DuopolyOutcome {
  if (!Number.isInteger(rounds) || rounds < 2 * JUDGED_ROUNDS)
    throw new MlError("BAD_PARAMETER", "Two learners need time to meet.", {
      expected: `at least ${2 * JUDGED_ROUNDS} rounds`,
      received: String(rounds),
    });
  const market = new Market(range);
  const rng = createRng(seed);
  const tables = [market.firstValues(), market.firstValues()] as const;
  let [a, b] = [RUNGS >> 1, RUNGS >> 1];
  let profit = 0;
  let price = 0;
  for (let round = 0; round < rounds; round++) {
    const exploring = Math.exp(-EXPLORATION_DECAY * round);
    const nextA = market.choose(tables[0], a, b, exploring, rng);
    const nextB = market.choose(tables[1], b, a, exploring, rng);
    market.learn(tables[0], a, b, nextA, nextB);
    market.learn(tables[1], b, a, nextB, nextA);
    [a, b] = [nextA, nextB];
    if (round < rounds - JUDGED_ROUNDS) continue;
    profit += (market.profitOf(a, b) + market.profitOf(b, a)) / 2;
    price += (market.prices[a]! + market.prices[b]!) / 2;
  }
  const competitive = duopolyProfit(NASH_PRICE, NASH_PRICE);
  const monopoly = duopolyProfit(MONOPOLY_PRICE, MONOPOLY_PRICE);
  return {
    profitGain: (profit / JUDGED_ROUNDS - competitive) / (monopoly - competitive),
    meanPrice: price / JUDGED_ROUNDS,
  };
}

/** The price ladder, profits and open moves, tabulated. */
class Market {
  readonly prices: readonly number[];
  private readonly profits: Float64Array;
  private readonly moves: readonly (readonly number[])[];

  constructor(range: PriceRange | null) {
    const width = MONOPOLY_PRICE - NASH_PRICE;
    const rungs = Array.from({ length: RUNGS }, (_, i) => i);
    this.prices = rungs.map(
      (i) => NASH_PRICE - BEYOND * width + (i * (1 + 2 * BEYOND) * width) / (RUNGS - 1),
    );
    this.profits = Float64Array.from({ length: RUNGS * RUNGS }, (_, k) =>
      duopolyProfit(this.prices[Math.floor(k / RUNGS)]!, this.prices[k % RUNGS]!),
    );
    this.moves = Array.from({ length: RUNGS * RUNGS }, (_, state) => {
      if (!range) return rungs;
      const { least, most } = range(this.prices[Math.floor(state / RUNGS)]!, this.prices[state % RUNGS]!);
      const open = rungs.filter((i) => this.prices[i]! >= least && this.prices[i]! <= most);
      if (open.length > 0) return open;
      // The range lies between two rungs, or off the ladder: the rung nearest to it.
      const off = (i: number) => Math.max(least - this.prices[i]!, this.prices[i]! - most);
      return [rungs.reduce((best, i) => (off(i) < off(best) ? i : best))];
    });
  }

  profitOf(own: number, rival: number): number {
    return this.profits[own * RUNGS + rival]!;
  }

  /** Discounted profit of each price against a rival who names any price equally often. */
  firstValues(): Float64Array {
    return Float64Array.from({ length: RUNGS ** 3 }, (_, cell) => {
      const own = (cell % RUNGS) * RUNGS;
      const total = this.profits.subarray(own, own + RUNGS).reduce((sum, value) => sum + value, 0);
      return total / RUNGS / (1 - DISCOUNT);
    });
  }

  private best(table: Float64Array, own: number, rival: number): number {
    const state = own * RUNGS + rival;
    const open = this.moves[state]!;
    let best = open[0]!;
    for (const move of open) if (table[state * RUNGS + move]! > table[state * RUNGS + best]!) best = move;
    return best;
  }

  choose(table: Float64Array, own: number, rival: number, exploring: number, rng: Rng): number {
    if (rng.next() >= exploring) return this.best(table, own, rival);
    const open = this.moves[own * RUNGS + rival]!;
    return open[randomInteger(rng, open.length)]!;
  }

  learn(table: Float64Array, own: number, rival: number, move: number, rivalMove: number): void {
    const cell = (own * RUNGS + rival) * RUNGS + move;
    const state = move * RUNGS + rivalMove;
    const following = table[state * RUNGS + this.best(table, move, rivalMove)]!;
    table[cell]! += STEP * (this.profitOf(move, rivalMove) + DISCOUNT * following - table[cell]!);
  }
}
