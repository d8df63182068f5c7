import { MlError } from "../core/errors";
import { checkHill, type HillCurve, hillResponse, hillSlope } from "./hill-curve";

export interface BudgetAllocation {
  /** Spend of each channel; they sum to the budget (less only where every curve is flat). */
  readonly spend: Float64Array;
  readonly response: number;
  /** Response that one more unit of budget would bring: the common slope of the channels that are used. */
  readonly shadowPrice: number;
  /** The same budget in equal parts, to compare with. */
  readonly equalSplitResponse: number;
}

/** Steps into which the budget is cut for the search over all splits. */
const STEPS = 600;
const REFINEMENTS = 200;

/**
 * Splits a budget over channels with saturating responses, for the largest total. Dynamic programming over 600 steps of
 * the budget finds the best split on that grid, whatever the shapes (S-shaped curves have many local optima, at which
 * giving each unit to the steepest channel gets stuck); then the channels it uses are refined by equalising their
 * slopes on the concave parts of their curves, kept only when the total rises.
 *
 * @param curves one per channel. @param budget at least 0.
 * @throws MlError EMPTY_INPUT, BAD_PARAMETER. O(channels · steps²).
 * Source: Bellman (1957), allocation; equal slopes: the Karush–Kuhn–Tucker conditions.
 */
export function allocateBudget(curves: readonly HillCurve[], budget: number): BudgetAllocation {
  if (curves.length === 0) throw new MlError("EMPTY_INPUT", "There is no channel to spend on.");
  if (!(budget >= 0 && Number.isFinite(budget)))
    throw new MlError("BAD_PARAMETER", "A budget is a number of at least 0.", { received: String(budget) });
  for (const curve of curves) checkHill(curve);
  const grid = splitOnGrid(curves, budget);
  const refined = refine(curves, budget, grid);
  const equal = new Float64Array(curves.length).fill(budget / curves.length);
  // Ties go to the refined split, then to the grid's.
  const spend = [grid, equal].reduce(
    (best, other) => (total(curves, other) > total(curves, best) ? other : best),
    refined,
  );
  return {
    spend,
    response: total(curves, spend),
    shadowPrice: shadowPrice(curves, spend),
    equalSplitResponse: total(curves, equal),
  };
}

function total(curves: readonly HillCurve[], spend: Float64Array): number {
  return curves.reduce((sum, curve, c) => sum + hillResponse(curve, spend[c]!), 0);
}

/** Largest slope among the channels in use: with an inner optimum all of them share it. */
function shadowPrice(curves: readonly HillCurve[], spend: Float64Array): number {
  const used = curves.map((curve, c) => (spend[c]! > 0 ? hillSlope(curve, spend[c]!) : 0));
  if (spend.every((value) => value === 0)) return Math.max(...curves.map((curve) => hillSlope(curve, 0)));
  return Math.max(...used);
}

function splitOnGrid(curves: readonly HillCurve[], budget: number): Float64Array {
  const unit = budget / STEPS;
  let best = new Float64Array(STEPS + 1);
  const choices = curves.map((curve) => {
    const responses = Float64Array.from({ length: STEPS + 1 }, (_, k) => hillResponse(curve, k * unit));
    const next = new Float64Array(STEPS + 1);
    const choice = new Int32Array(STEPS + 1);
    for (let spent = 0; spent <= STEPS; spent++) {
      next[spent] = Number.NEGATIVE_INFINITY;
      for (let own = 0; own <= spent; own++) {
        const value = best[spent - own]! + responses[own]!;
        if (value > next[spent]!) {
          next[spent] = value;
          choice[spent] = own;
        }
      }
    }
    best = next;
    return choice;
  });
  const spend = new Float64Array(curves.length);
  let left = STEPS;
  for (let c = curves.length - 1; c >= 0; c--) {
    const own = choices[c]![left]!;
    spend[c] = own * unit;
    left -= own;
  }
  // What earns nothing anywhere is still spent.
  spend[0]! += left * unit;
  return spend;
}

/** Spend past the steepest point of a curve at which its slope has fallen to `price`; the steepest point if never steeper. */
function spendAtSlope(curve: HillCurve, price: number, most: number): number {
  const { halfway, shape } = curve;
  const steepest = shape > 1 ? halfway * ((shape - 1) / (shape + 1)) ** (1 / shape) : 0;
  let low = Math.min(steepest, most);
  let high = most;
  if (hillSlope(curve, low) <= price) return low;
  for (let i = 0; i < REFINEMENTS && high > low; i++) {
    const middle = (low + high) / 2;
    if (hillSlope(curve, middle) > price) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Equal slopes over the channels that the grid uses, by bisection on the price of the budget. */
function refine(curves: readonly HillCurve[], budget: number, grid: Float64Array): Float64Array {
  const used = curves.map((_, c) => grid[c]! > 0);
  const atPrice = (price: number): Float64Array =>
    Float64Array.from(curves, (curve, c) => (used[c] ? spendAtSlope(curve, price, budget) : 0));
  const sum = (spend: Float64Array): number => spend.reduce((a, b) => a + b, 0);
  let low = 0;
  let high = 1;
  while (sum(atPrice(high)) > budget && high < 1e300) high *= 2;
  for (let i = 0; i < REFINEMENTS; i++) {
    const middle = (low + high) / 2;
    if (sum(atPrice(middle)) > budget) low = middle;
    else high = middle;
  }
  const spend = atPrice(high);
  const spent = sum(spend);
  // Rounding may leave a trace of the budget over, or (where curves start steep) ask for more than there is.
  return spent > 0 ? spend.map((value) => (value * budget) / spent) : grid;
}
