import { lookForPackagesIn } from "../lab/bench/find-package";
import { BENCHES } from "../lab/bench/registry";
import { type BenchRow, formatRows, runBench } from "../lab/bench/run-bench";
import { benchGoals } from "./bench/goals";
import { benchServing } from "./bench/serving";

const USAGE = `npm run bench -- [NAME …] [--packages FOLDER]; names: ${Object.keys(BENCHES).join(", ")}.
npm run bench -- goals --data FOLDER: every learner on public data beside the published figures it is held to.
npm run bench -- serving: latency of recommendation lists over HTTP.`;

const names = process.argv.slice(2);
if (names[0] === "goals") {
  await benchGoals(names.slice(1));
  process.exit();
}
if (names[0] === "serving") {
  await benchServing(names.slice(1));
  process.exit();
}
const option = names.indexOf("--packages");
const folder = option < 0 ? null : names.splice(option, 2)[1];
const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
if (folder === undefined || unknown !== undefined) {
  const what = folder === undefined ? "--packages needs a folder." : `There is no benchmark "${unknown}".`;
  process.stderr.write(`${what} ${USAGE}\n`);
  process.exitCode = 1;
} else {
  if (folder !== null) lookForPackagesIn(folder);
  const all: BenchRow[] = [];
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    const bench = await BENCHES[name]!();
    const rows = await runBench(bench, 3);
    all.push(...rows);
    process.stdout.write(
      `${bench.name}: ${bench.about} (quality: ${bench.quality})\n${formatRows(rows)}\n\n`,
    );
  }
  process.stdout.write(`${JSON.stringify({ rows: all })}\n`);
}
