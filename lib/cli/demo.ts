import { DEMO_USAGE, type DemoOptions, parseDemoOptions } from "./demo/demo-options";
import { Demo } from "./demo/run-demo";
import { runSteps } from "./demo/step-progress";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function readOptions(): DemoOptions {
  const args = process.argv.slice(2);
  if (args.includes("--help")) {
    say(DEMO_USAGE);
    process.exit(0);
  }
  try {
    return parseDemoOptions(args, process.env.DATABASE_URL);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${DEMO_USAGE}`);
    process.exit(1);
  }
}

const demo = new Demo(readOptions(), (sentence) => void fail(sentence));
let ending: Promise<void> | undefined;

function end(exitCode: number): Promise<void> {
  ending ??= demo.stop().then(
    () => process.exit(exitCode),
    (error: Error) => {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    },
  );
  return ending;
}

function fail(sentence: string): Promise<void> {
  process.stderr.write(`${sentence}\n`);
  return end(1);
}

function interrupted(): void {
  if (ending) {
    demo.kill();
    process.exit(1);
  }
  say("\nStopping: web server, worker, database. Press Ctrl-C again not to wait.");
  void end(0);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupted);
// A program that started the demo asks by message: the one way that works on every system.
process.on("message", (message: { kind?: string }) => {
  if (message.kind === "stop") void end(0);
});
process.on("disconnect", () => void end(0));

const startedMs = Date.now();
try {
  const { stdout } = process;
  await runSteps(
    demo.steps(),
    {
      write: (text) => void stdout.write(text),
      interactive: stdout.isTTY === true,
      columns: stdout.columns ?? 80,
    },
    Date.now,
  );
  if (!ending) {
    say(`\nSouk is open at ${demo.address} after ${Math.round((Date.now() - startedMs) / 1000)} s\n`);
    for (const note of demo.notes) say(`${note}\n`);
    for (const { role, name, email, password } of demo.accounts)
      say(`  ${role.padEnd(9)} ${email.padEnd(24)} ${password}   ${name}`);
    say("\nCtrl-C stops it.");
    const { address, accounts, webServerId } = demo;
    process.send?.({ kind: "ready", address, accounts, webServerId });
  }
} catch (error) {
  if (!ending) await fail(error instanceof Error ? error.message : String(error));
}
