import { MlError } from "../core/errors";
import type { TrainingProgress } from "../core/estimator";
import { quantile } from "../core/quantile";
import { createRng, randomInteger } from "../core/rng";
import type { Matrix } from "../core/shapes";
import { hillResponse } from "./hill-curve";
import { type FittedMediaResponse, MediaResponse, type MediaResponseParams } from "./media-response";

export interface MediaResponseDrawsOptions {
  /** Default 40. */
  readonly draws?: number;
  /** Periods that are moved together, so that what one week leaves in the next is kept. Default 4. */
  readonly blockPeriods?: number;
  readonly seed?: number;
}

/**
 * How else the channels might answer: media responses fitted to histories that might have been, the fitted one plus
 * blocks of its own residuals in another order.
 * @param X, y as for `MediaResponse`. @returns models, all as plausible. Yields once a draw.
 * Cost: draws + 1 fits. Source: Künsch (1989), "The jackknife and the bootstrap for general stationary observations".
 */
export function* mediaResponseDrawsSteps(
  X: Matrix,
  y: ArrayLike<number>,
  params: MediaResponseParams,
  options: MediaResponseDrawsOptions = {},
): Generator<TrainingProgress, FittedMediaResponse[]> {
  const { draws = 40, blockPeriods = 4, seed = 0 } = options;
  if (!(Number.isInteger(draws) && draws >= 1 && Number.isInteger(blockPeriods) && blockPeriods >= 1))
    throw new MlError("BAD_PARAMETER", "Draws and the periods of a block are whole and at least 1.", {
      received: `${draws}, ${blockPeriods}`,
    });
  const learner = new MediaResponse(params);
  const fitted = learner.fit(X, y).predict(X);
  const residuals = fitted.map((value, t) => y[t]! - value);
  const block = Math.min(blockPeriods, X.rows);
  const rng = createRng(seed).fork("media-response-draws");
  const models: FittedMediaResponse[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const own = rng.fork(`draw-${draw}`);
    let from = 0;
    const history = fitted.map((value, t) => {
      if (t % block === 0) from = randomInteger(own, X.rows - block + 1) - t;
      return value + residuals[from + t]!;
    });
    models.push(learner.fit(X, history));
    yield { step: draw + 1, totalSteps: draws };
  }
  return models;
}

/**
 * Between which totals the response to a spend that is kept up lies, over the draws.
 * @param spend one value per channel, a period. @returns bounds that hold `confidence` of the draws. O(draws · channels).
 */
export function responseRange(
  draws: readonly FittedMediaResponse[],
  spend: ArrayLike<number>,
  confidence = 0.9,
): { readonly low: number; readonly high: number } {
  if (draws.length === 0 || draws.some(({ channels }) => channels.length !== spend.length))
    throw new MlError("BAD_SHAPE", "A range needs draws, and one spend a channel.", {
      expected: `${draws[0]?.channels.length ?? "some"} channels`,
      received: `${spend.length} spends`,
    });
  const totals = draws.map(({ channels }) =>
    channels.reduce((sum, { curve }, c) => sum + hillResponse(curve, spend[c]!), 0),
  );
  return { low: quantile(totals, (1 - confidence) / 2), high: quantile(totals, (1 + confidence) / 2) };
}
