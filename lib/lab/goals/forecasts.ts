import { join } from "node:path";
import type { GoalGroup } from "./goal";

interface ModelFigures {
  readonly model: string;
  readonly wape: number | null;
  readonly mase: number | null;
  readonly cpuSeconds: number | null;
}

/** Highest WAPE and MASE. */
const GOALS = [
  ["linear", 0.475, 0.43],
  ["boosted", 0.435, 0.42],
  ["gru", 0.43, 0.42],
  ["blend", undefined, 0.405],
] as const;

/** Weekly orange juice of 913 shops × brands, one to four weeks ahead from weeks 140–159. */
export const forecastGoals: GoalGroup = {
  name: "forecasts",
  async *measure({ data, lab }) {
    const figures = await lab([
      ...["demand", "--data", join(data, "orange-juice", "orangeJuice_yx.csv.gz")],
      ...["--unit-id", "store,brand", "--time", "week", "--units", "logmove", "--units-are-logs"],
      ...["--price", "price{brand}", "--known", "deal,feat"],
    ]);
    const models = figures.models as readonly ModelFigures[];
    for (const [name, wape, mase] of GOALS) {
      const found = models.find(({ model }) => model === name)!;
      const shared = { runs: 1, cpuSeconds: found.cpuSeconds };
      if (wape !== undefined)
        yield { ...shared, what: `${name}, WAPE`, reached: found.wape, bound: { most: wape } };
      yield { ...shared, what: `${name}, MASE`, reached: found.mase, bound: { most: mase } };
    }
  },
};
