import { join } from "node:path";
import { type GoalGroup, numberOf } from "./goal";

/** What messages are about: Banking77's own split; the two disjoint samples of Bitext's customer service. */
export const intentGoals: GoalGroup = {
  name: "intents",
  async *measure({ data, lab }) {
    const banking = (part: string) => join(data, "banking77", `${part}.csv`);
    const bitext = (name: string) => join(data, "bitext-cs", name);
    const sets = [
      ["Banking77", banking("train"), banking("test"), 0.915],
      [
        "Bitext, small sample to large",
        bitext("Bitext_Sample_Customer_Service_Training_Dataset.csv"),
        bitext("20000-Utterances-Bitext-sample.csv.gz"),
        undefined,
      ],
    ] as const;
    for (const [name, train, test, least] of sets) {
      const figures = await lab(["intents", "--train", train, "--test", test]);
      const shared = { runs: 1, cpuSeconds: numberOf(figures, "fitCpuSeconds") };
      yield {
        ...shared,
        what: `${name}, accuracy`,
        reached: numberOf(figures, "accuracy"),
        // Nothing is published for the second: it must beat the commonest intent by far.
        bound: { least: least ?? 0.9 },
        mostCpuSeconds: 10,
      };
      yield {
        ...shared,
        what: `${name}, milliseconds a message`,
        reached: numberOf(figures, "messageMs"),
        bound: { most: 1 },
      };
    }
  },
};
