import type { LabTask } from "./task";

/** Every task of the lab, loaded when it is asked for. A task is one file of `tasks/`. */
export const LAB_TASKS: Readonly<Record<string, () => Promise<LabTask>>> = {
  cluster: async () => (await import("./tasks/cluster")).clusterTask,
  demand: async () => (await import("./tasks/demand")).demandTask,
  elasticity: async () => (await import("./tasks/elasticity")).elasticityTask,
  "pricing-policy": async () => (await import("./tasks/pricing-policy")).pricingPolicyTask,
  ratings: async () => (await import("./tasks/ratings")).ratingsTask,
  topn: async () => (await import("./tasks/topn")).topnTask,
  lifetime: async () => (await import("./tasks/lifetime")).lifetimeTask,
  intents: async () => (await import("./tasks/intents")).intentsTask,
  experiment: async () => (await import("./tasks/experiment")).experimentTask,
};
