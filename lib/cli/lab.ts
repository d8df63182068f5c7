import { runLab } from "../lab/run-lab";

const outcome = await runLab(
  process.argv.slice(2),
  { progress: (sentence) => process.stderr.write(`${sentence}\n`) },
  (error) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
);
process.stdout.write(`${outcome.json}\n`);
process.exitCode = outcome.exitCode;
