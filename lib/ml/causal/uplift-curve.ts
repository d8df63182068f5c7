import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";
import { type BootstrapInterval, type BootstrapOptions, bootstrap } from "./bootstrap";
import { checkExperiment, type ExperimentRows } from "./effect";

/** A curve over the number of customers treated first, from (0, 0) on: one point per distinct score. */
export interface UpliftCurve {
  readonly customers: Float64Array;
  readonly gain: Float64Array;
}

/** How the running totals of a ranked list become a gain. */
type Gain = (totals: { treated: number; controls: number; treatedSum: number; controlSum: number }) => number;

/** Q = Y_T − Y_C · N_T / N_C; without controls so far, Q = Y_T. */
const qiniGain: Gain = ({ treated, controls, treatedSum, controlSum }) =>
  treatedSum - (controls > 0 ? (controlSum * treated) / controls : 0);

/** U = (Y_T / N_T − Y_C / N_C) · (N_T + N_C); a side without customers counts as 0. */
const upliftGain: Gain = ({ treated, controls, treatedSum, controlSum }) =>
  ((treated > 0 ? treatedSum / treated : 0) - (controls > 0 ? controlSum / controls : 0)) *
  (treated + controls);

/** Row numbers by falling score; equal scores keep their order. */
function rankBy(score: ArrayLike<number>): Int32Array {
  return Int32Array.from({ length: score.length }, (_, i) => i).sort(
    (a, b) => score[b]! - score[a]! || a - b,
  );
}

/** @param weights how often each row counts; absent: once. */
function curveOf(
  { outcome, treatment }: ExperimentRows,
  score: ArrayLike<number>,
  gain: Gain,
  order = rankBy(score),
  weights?: Float64Array,
): UpliftCurve {
  const customers = [0];
  const gains = [0];
  const totals = { treated: 0, controls: 0, treatedSum: 0, controlSum: 0 };
  for (let rank = 0; rank < order.length; rank++) {
    const i = order[rank]!;
    const weight = weights ? weights[i]! : 1;
    if (treatment[i] === 1) {
      totals.treated += weight;
      totals.treatedSum += weight * outcome[i]!;
    } else {
      totals.controls += weight;
      totals.controlSum += weight * outcome[i]!;
    }
    if (rank + 1 < order.length && score[order[rank + 1]!] === score[i]) continue;
    customers.push(totals.treated + totals.controls);
    gains.push(gain(totals));
  }
  return { customers: Float64Array.from(customers), gain: Float64Array.from(gains) };
}

/** Area between a curve and the straight line from its start to its end, by the trapezoid rule. */
function areaAboveChance({ customers, gain }: UpliftCurve): number {
  const last = customers.length - 1;
  let area = 0;
  for (let k = 1; k <= last; k++)
    area += ((gain[k]! + gain[k - 1]!) / 2) * (customers[k]! - customers[k - 1]!);
  return area - (gain[last]! * customers[last]!) / 2;
}

function checkScores(rows: ExperimentRows, score: ArrayLike<number>): void {
  checkExperiment(rows, 1);
  if (score.length !== rows.outcome.length)
    throw new MlError("BAD_SHAPE", "Outcomes and scores differ in number.", {
      expected: String(rows.outcome.length),
      received: String(score.length),
    });
  checkFinite(score, "score");
}

/**
 * The Qini curve: for the k customers of the highest scores, Q(k) = Y_T − Y_C · N_T / N_C, where Y_T and Y_C are the
 * summed outcomes of the treated and of the controls among them, N_T and N_C their numbers: the extra outcome that
 * treating exactly them has brought. Customers of equal score enter together.
 * @throws MlError BAD_SHAPE, NOT_FINITE, NOT_ENOUGH_DATA without treated or controls. O(n log n).
 * Source: Radcliffe (2007), "Using control groups to target on predicted lift".
 */
export function qiniCurve(rows: ExperimentRows, score: ArrayLike<number>): UpliftCurve {
  checkScores(rows, score);
  return curveOf(rows, score, qiniGain);
}

/**
 * The Qini coefficient (A − A₀) / (A_perfect − A₀): A the area under `qiniCurve` by the trapezoid rule, A₀ that of the
 * straight line to its end (treating at random), A_perfect that of the ranking by outcome for the treated and by minus
 * the outcome for the controls, so that customers whom the treatment harms come last (negative effects on).
 * 0 is chance, 1 perfect, below 0 worse than chance; null where no ranking differs from chance.
 * @throws as `qiniCurve`. O(n log n).
 * Source: Radcliffe (2007); Devriendt et al. (2020), "Learning to rank for uplift modeling", for the normalisation.
 */
export function qiniCoefficient(rows: ExperimentRows, score: ArrayLike<number>): number | null {
  checkScores(rows, score);
  return qiniOf(rows, score)();
}

/** Ranks once, then gives the coefficient for any weights of the rows. */
function qiniOf(rows: ExperimentRows, score: ArrayLike<number>): (weights?: Float64Array) => number | null {
  const ideal = rows.outcome.map((value, i) => (rows.treatment[i] === 1 ? value : -value));
  const order = rankBy(score);
  const idealOrder = rankBy(ideal);
  return (weights) => {
    const best = areaAboveChance(curveOf(rows, ideal, qiniGain, idealOrder, weights));
    return best > 0 ? areaAboveChance(curveOf(rows, score, qiniGain, order, weights)) / best : null;
  };
}

/**
 * How sure a Qini coefficient is: its bootstrap interval over customers, for scores that did not learn from them.
 * An interval that holds 0 means that the ranking may be worth nothing.
 * @throws as `qiniCoefficient` and `bootstrap`. O(n log n + samples · n).
 */
export function qiniInterval(
  rows: ExperimentRows,
  score: ArrayLike<number>,
  options: BootstrapOptions = {},
): BootstrapInterval {
  checkScores(rows, score);
  const coefficient = qiniOf(rows, score);
  const weights = new Float64Array(score.length);
  return bootstrap(
    score.length,
    (sample) => {
      weights.fill(0);
      for (const i of sample) weights[i]!++;
      return coefficient(weights) ?? Number.NaN;
    },
    options,
  );
}

/**
 * AUUC: as the Qini coefficient, on the curve U(k) = (Y_T / N_T − Y_C / N_C) · k. Only for outcomes 0 and 1, whose
 * perfect ranking it takes to be: treated buyers and control non-buyers first; within them, and within the others,
 * buyers before non-buyers when control buyers outnumber treated non-buyers, else treated before controls.
 * @returns null for other outcomes, or where no ranking differs from chance. @throws as `qiniCurve`. O(n log n).
 * Source: Jaskowski & Jaroszewicz (2012), "Uplift modeling for clinical trial data"; the perfect ranking is that of
 * scikit-uplift, so that figures can be compared.
 */
export function areaUnderUplift(rows: ExperimentRows, score: ArrayLike<number>): number | null {
  checkScores(rows, score);
  const { outcome, treatment } = rows;
  if (!outcome.every((value) => value === 0 || value === 1)) return null;
  let controlBuyers = 0;
  let treatedOthers = 0;
  for (let i = 0; i < outcome.length; i++) {
    if (treatment[i] === 0 && outcome[i] === 1) controlBuyers++;
    if (treatment[i] === 1 && outcome[i] === 0) treatedOthers++;
  }
  const second = controlBuyers > treatedOthers ? outcome : treatment;
  const ideal = outcome.map((value, i) => 2 * Number(value === treatment[i]) + second[i]!);
  const best = areaAboveChance(curveOf(rows, ideal, upliftGain));
  return best > 0 ? areaAboveChance(curveOf(rows, score, upliftGain)) / best : null;
}
