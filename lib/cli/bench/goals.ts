import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import type { Figures } from "../../lab/goals/goal";
import { GOAL_GROUPS, runGoals } from "../../lab/goals/run-goals";

const USAGE = `npm run bench -- goals [NAME …] --data FOLDER; names: ${GOAL_GROUPS.join(", ")}.
FOLDER holds the public data sets (ml-100k, banking77, bitext-cs, orange-juice, cdnow, hillstrom) by these names.`;
const RUN_FILE = fileURLToPath(new URL("../run.mjs", import.meta.url));

/**
 * Every learner on public data beside the published figures it is held to, each run a `npm run lab` of its own, as
 * Markdown tables. Exit status 1 where a goal is missed.
 */
export async function benchGoals(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { data: { type: "string" } },
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !GOAL_GROUPS.includes(name));
  if (unknown !== undefined || values.data === undefined || !existsSync(values.data)) {
    const what =
      unknown !== undefined
        ? `There are no goals "${unknown}".`
        : values.data === undefined
          ? "Name the folder of data sets."
          : `There is no folder ${values.data}.`;
    process.stderr.write(`${what} ${USAGE}\n`);
    process.exitCode = 1;
    return;
  }
  const missed = await runGoals({ data: values.data, names: positionals, lab: runLab }, (line) =>
    process.stdout.write(`${line}\n`),
  );
  process.stdout.write(`\n${JSON.stringify({ missed })}\n`);
  process.exitCode = missed > 0 ? 1 : 0;
}

async function runLab(words: readonly string[]): Promise<Figures> {
  const { stdout } = await promisify(execFile)(process.execPath, [RUN_FILE, "lab", ...words], {
    maxBuffer: 1 << 26,
  });
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as Figures;
}
