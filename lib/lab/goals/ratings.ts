import { type GoalGroup, measureMean } from "./goal";
import { MovieLensSplits } from "./movielens-splits";

/** Highest error over five random folds, over u1–u5 (the published rivals' own figures), and seconds of a fit. */
const GOALS = [
  ["user-knn", 0.9225, 0.9245, 1],
  ["item-knn", 0.918, 0.9204, 1],
  ["mf", 0.912, 0.9138, 3],
  ["svdpp", 0.915, 0.9218, 6],
  ["bfm-fast", 0.892, undefined, 3],
  ["bfm", 0.8825, 0.8839, undefined],
  ["blend", 0.877, 0.8794, undefined],
] as const;

/** Root mean squared errors of predicted ratings, MovieLens 100K. */
export const ratingsGoals: GoalGroup = {
  name: "ratings",
  async *measure({ data, work, lab }) {
    const splits = new MovieLensSplits(data, work);
    const kinds = [
      ["five random folds", splits.randomFolds(1)],
      ["u1–u5", splits.officialFolds()],
    ] as const;
    for (const [algorithm, random, official, mostCpuSeconds] of GOALS)
      for (const [kind, files] of kinds) {
        const most = kind === "u1–u5" ? official : random;
        if (most === undefined) continue;
        const runs = files.map(({ train, test }) => [
          ...["ratings", "--train", train, "--test", test, "--algorithm", algorithm],
        ]);
        const found = await measureMean(lab, runs, "rmse");
        yield { what: `${algorithm}, RMSE, ${kind}`, bound: { most }, ...found, mostCpuSeconds };
      }
  },
};
