import { BENCHES } from "../lab/bench/registry";
import { type BenchRow, formatRows, runBench } from "../lab/bench/run-bench";

const names = process.argv.slice(2);
const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
if (unknown !== undefined) {
  process.stderr.write(`There is no benchmark "${unknown}": ${Object.keys(BENCHES).join(", ")}.\n`);
  process.exitCode = 1;
} else {
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
