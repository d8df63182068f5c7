import { join } from "node:path";
import { type GoalGroup, numberOf } from "./goal";

/** What messages are about: Banking77's own split. */
export const intentGoals: GoalGroup = {
  name: "intents",
  async *measure({ data, lab }) {
    const file = (part: string) => join(data, "banking77", `${part}.csv`);
    const figures = await lab(["intents", "--train", file("train"), "--test", file("test")]);
    const shared = { runs: 1, cpuSeconds: numberOf(figures, "fitCpuSeconds") };
    yield {
      ...{ what: "Banking77, accuracy", reached: numberOf(figures, "accuracy"), ...shared },
      ...{ bound: { least: 0.915 }, mostCpuSeconds: 10 },
    };
    yield {
      ...{ what: "Banking77, processor milliseconds a message", ...shared },
      ...{ reached: numberOf(figures, "messageCpuMs"), bound: { most: 1 } },
    };
  },
};
