import { fileURLToPath } from "node:url";
import { type GoalGroup, numberOf } from "./goal";

/** scikit-learn's inertia, adjusted Rand index and silhouette with 50 starts. */
const SETS = [
  ["iris", "3", false, 78.8514, 0.7302, 0.5528],
  ["wine", "3", true, 1277.9285, 0.8975, 0.2849],
  ["breast-cancer", "2", true, 11595.4615, 0.6707, 0.345],
  ["digits", "10", false, 1165175, 0.6701, 0.1824],
] as const;

/** k-means on scikit-learn's reference sets. */
export const clusterGoals: GoalGroup = {
  name: "cluster",
  async *measure({ lab }) {
    for (const [name, k, standardise, inertia, ari, silhouette] of SETS) {
      const file = fileURLToPath(new URL(`../../ml/cluster/fixtures/${name}.csv.gz`, import.meta.url));
      const figures = await lab([
        ...["cluster", "--data", file, "--algorithm", "kmeans", "-k", k, "--labels", "class"],
        ...(standardise ? ["--standardise"] : []),
      ]);
      const shared = { runs: 1, cpuSeconds: numberOf(figures, "fitCpuSeconds") };
      const goal = (measure: string, reached: number) => ({
        what: `${name}, ${measure}`,
        reached,
        ...shared,
      });
      yield { ...goal("inertia", numberOf(figures, "inertia")), bound: { most: inertia * 1.005 } };
      yield { ...goal("ARI", numberOf(figures, "ari")), bound: { value: ari, within: 0.005 } };
      yield {
        ...goal("silhouette", numberOf(figures, "silhouette")),
        bound: { value: silhouette, within: 0.0005 },
      };
    }
  },
};
