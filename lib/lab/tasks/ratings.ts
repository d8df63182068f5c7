import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { z } from "zod";
import { meanAbsoluteError, rootMeanSquaredError } from "../../ml/metrics/prediction-errors";
import { BaselineRating } from "../../ml/recommend/baseline-rating";
import { BayesianFactorisationMachine } from "../../ml/recommend/bayesian-factorisation-machine";
import { FAST_BAYESIAN_FACTORISATION } from "../../ml/recommend/bayesian-factorisation-params";
import type { Interactions } from "../../ml/recommend/interactions";
import { KnnRating } from "../../ml/recommend/knn-rating";
import { MatrixFactorisation } from "../../ml/recommend/matrix-factorisation";
import { RatingBlend } from "../../ml/recommend/rating-blend";
import type { RatingModel } from "../../ml/recommend/rating-model";
import { SvdPlusPlus } from "../../ml/recommend/svd-plus-plus";
import { type InteractionFile, readInteractions, toInteractions } from "../interactions-table";
import { LabError } from "../lab-error";
import { defineTask, figure, fileOption, seedOption } from "../task";
import { timed } from "../timed";

const LEARNERS = {
  baseline: () => new BaselineRating(),
  "user-knn": () => new KnnRating({ orientation: "user" }),
  "item-knn": () => new KnnRating({ orientation: "item" }),
  mf: (seed: number) => new MatrixFactorisation({ seed }),
  svdpp: (seed: number) => new SvdPlusPlus({ seed }),
  bfm: (seed: number) => new BayesianFactorisationMachine({ seed }),
  "bfm-fast": (seed: number) => new BayesianFactorisationMachine({ ...FAST_BAYESIAN_FACTORISATION, seed }),
  blend: (seed: number) => new RatingBlend({ seed }),
} as const satisfies Record<string, (seed: number) => { fit(X: Interactions): RatingModel }>;

const ALGORITHMS = Object.keys(LEARNERS) as [keyof typeof LEARNERS, ...(keyof typeof LEARNERS)[]];

/** Learns ratings from one file and predicts those of another; the test file's own ratings only score it. */
export const ratingsTask = defineTask({
  name: "ratings",
  summary: "Predicts the ratings of a test file from a training file.",
  options: z.object({
    train: fileOption,
    test: fileOption,
    algorithm: z.enum(ALGORITHMS, { error: `must be one of ${ALGORITHMS.join(", ")}` }),
    /** Writes user,item,prediction,basis for each test row. */
    predictions: fileOption.optional(),
    seed: seedOption,
  }),
  result: z.object({
    task: z.literal("ratings"),
    algorithm: z.enum(ALGORITHMS),
    trainRows: z.number(),
    testRows: z.number(),
    users: z.number(),
    items: z.number(),
    unknownUserRows: z.number(),
    unknownItemRows: z.number(),
    rmse: figure,
    mae: figure,
    baselineRmse: figure,
    globalMeanRmse: figure,
    fitSeconds: figure,
    fitCpuSeconds: figure,
    predictSeconds: figure,
    predictionsSha256: z.string(),
    seed: z.number(),
  }),
  run(options, { progress }) {
    const train = readInteractions(options.train);
    if (!train.ratings)
      throw new LabError("MISSING_COLUMN", `${train.source} has no column "rating" to learn from.`, 1);
    const test = readInteractions(options.test);
    const X = toInteractions(train);
    progress(`Learning from ${X.byUser.values.length} ratings of ${X.users.size} users.`);
    const {
      value: model,
      seconds: fitSeconds,
      cpuSeconds: fitCpuSeconds,
    } = timed(() => LEARNERS[options.algorithm](options.seed).fit(X));
    const { value: predicted, seconds: predictSeconds } = timed(() =>
      model.predictMany(test.users, test.items),
    );
    const text = predictionsText(test, model, predicted);
    if (options.predictions !== undefined) writePredictions(options.predictions, text);
    const naive = new BaselineRating().fit(X).predictMany(test.users, test.items);
    const { ratings } = test;
    return {
      task: "ratings" as const,
      algorithm: options.algorithm,
      trainRows: train.users.length,
      testRows: test.users.length,
      users: X.users.size,
      items: X.items.size,
      unknownUserRows: test.users.filter((id) => X.users.indexOf(id) < 0).length,
      unknownItemRows: test.items.filter((id) => X.items.indexOf(id) < 0).length,
      rmse: ratings && rootMeanSquaredError(ratings, predicted),
      mae: ratings && meanAbsoluteError(ratings, predicted),
      baselineRmse: ratings && rootMeanSquaredError(ratings, naive),
      globalMeanRmse:
        ratings &&
        rootMeanSquaredError(
          ratings,
          ratings.map(() => X.meanValue),
        ),
      fitSeconds,
      fitCpuSeconds,
      predictSeconds,
      predictionsSha256: createHash("sha256").update(text).digest("hex"),
      seed: options.seed,
    };
  },
});

function writePredictions(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new LabError("BAD_OPTION", `The predictions cannot be written to ${path} (${code}).`);
  }
}

function predictionsText(test: InteractionFile, model: RatingModel, predicted: Float64Array): string {
  const quoted = (id: string): string => (/[",\n\r]/.test(id) ? `"${id.replaceAll('"', '""')}"` : id);
  const rows = Array.from(predicted, (value, r) => {
    const basis = model.basis(model.users.indexOf(test.users[r]!), model.items.indexOf(test.items[r]!));
    return `${quoted(test.users[r]!)},${quoted(test.items[r]!)},${value},${basis}`;
  });
  return `user,item,prediction,basis\n${rows.join("\n")}\n`;
}
