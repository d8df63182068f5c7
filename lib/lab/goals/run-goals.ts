import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clusterGoals } from "./clusters";
import { customerGoals } from "./customers";
import { decisionGoals } from "./decisions";
import { elasticityGoals } from "./elasticities";
import { forecastGoals } from "./forecasts";
import { formatGoal, GOAL_HEADER, type GoalGroup, isReached, type RunLab } from "./goal";
import { intentGoals } from "./intents";
import { rankingGoals } from "./ranking";
import { ratingsGoals } from "./ratings";

const GROUPS: readonly GoalGroup[] = [
  clusterGoals,
  elasticityGoals,
  customerGoals,
  intentGoals,
  decisionGoals,
  forecastGoals,
  rankingGoals,
  ratingsGoals,
];

export const GOAL_GROUPS: readonly string[] = GROUPS.map(({ name }) => name);

/**
 * Measures the groups named (all when none is) on the data sets in a folder and prints each figure beside its goal.
 * @returns how many goals were missed.
 */
export async function runGoals(
  options: { readonly data: string; readonly names: readonly string[]; readonly lab: RunLab },
  print: (line: string) => void,
): Promise<number> {
  const work = mkdtempSync(join(tmpdir(), "souk-goals-"));
  let missed = 0;
  try {
    for (const group of GROUPS) {
      if (options.names.length > 0 && !options.names.includes(group.name)) continue;
      print(`\n## ${group.name}\n\n${GOAL_HEADER}`);
      for await (const goal of group.measure({ data: options.data, work, lab: options.lab })) {
        print(formatGoal(goal));
        if (!isReached(goal)) missed++;
      }
    }
  } finally {
    rmSync(work, { recursive: true });
  }
  return missed;
}
