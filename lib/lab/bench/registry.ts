import type { Bench } from "./bench";

/** Every benchmark, loaded when it is asked for. A benchmark is one file of this folder. */
export const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  kmeans: async () => (await import("./kmeans")).kmeansBench,
  ratings: async () => (await import("./ratings")).ratingsBench,
  ward: async () => (await import("./ward")).wardBench,
};
