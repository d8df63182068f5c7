import { type GoalGroup, measureMean } from "./goal";
import { MovieLensSplits } from "./movielens-splits";

const SEEDS = [1, 2, 3];

/** nDCG@10 by split: 75/25, 80/20, 80/20 of ratings from 4, ten a person. Less .004 is enough but for the blend. */
const GOALS = [
  ["ials", [0.492, 0.451, 0.324, 0.307], 0.004, 3],
  ["ease", [0.484, 0.451, 0.319, 0.319], 0.004, 3],
  ["ease-transposed", [0.486, 0.451, 0.319, 0.319], 0.004, 1],
  ["blend", [0.49, 0.455, 0.322, 0.318], 0, undefined],
] as const;

/** Rankings of everything a person has not met, MovieLens 100K. */
export const rankingGoals: GoalGroup = {
  name: "ranking",
  async *measure({ data, work, lab }) {
    const splits = new MovieLensSplits(data, work);
    const kinds = [
      ["75/25 a person", SEEDS.map((seed) => splits.sharePerUser(0.25, seed))],
      ["80/20 a person", SEEDS.map((seed) => splits.sharePerUser(0.2, seed))],
      ["80/20, ratings of 4 and 5", SEEDS.map((seed) => splits.sharePerUser(0.2, seed, 4))],
      ["ten of each person", SEEDS.map((seed) => splits.tenPerUser(seed))],
    ] as const;
    for (const [algorithm, wanted, slack, mostCpuSeconds] of GOALS)
      for (const [k, [kind, files]] of kinds.entries()) {
        const runs = files.map(({ train, test }) => [
          ...["topn", "--train", train, "--test", test, "--algorithm", algorithm, "-k", "10"],
        ]);
        const { all, ...found } = await measureMean(lab, runs, "ndcg");
        const range = `${Math.min(...all).toFixed(3)}–${Math.max(...all).toFixed(3)}`;
        yield {
          what: `${algorithm}, nDCG@10, ${kind} (single splits ${range})`,
          bound: { least: Number((wanted[k]! - slack).toFixed(4)) },
          ...found,
          mostCpuSeconds,
        };
      }
  },
};
