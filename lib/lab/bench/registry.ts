import type { Bench } from "./bench";

/** Every benchmark, loaded when it is asked for. */
export const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  boosting: async () => (await import("./boosting")).boostingBench,
  forest: async () => (await import("./forest")).forestBench,
  "forest-small": async () => (await import("./forest")).smallForestBench,
  gru: async () => (await import("./gru")).gruBench,
  kmeans: async () => (await import("./kmeans")).kmeansBench,
  pricing: async () => (await import("./pricing")).pricingBench,
  ratings: async () => (await import("./ratings")).ratingsBench,
  regression: async () => (await import("./regression")).regressionBench,
  tree: async () => (await import("./tree")).treeBench,
  "tree-small": async () => (await import("./tree")).smallTreeBench,
  ward: async () => (await import("./ward")).wardBench,
};
