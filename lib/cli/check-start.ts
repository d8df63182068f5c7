// Proves on this very Node that the first command works: from an empty folder to a demo that answers, killed hard,
// started again, stopped in order, and started once more. Continuous integration runs it under each supported version.
import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findFreePort } from "./process/free-port";
import { formatTestCounts, NO_TESTS, type TestCounts } from "./test/test-counts";

const RUN_FILE = fileURLToPath(new URL("./run.mjs", import.meta.url));
const FIRST_PORT = 4300;
const folder = await mkdtemp(join(tmpdir(), "souk-start-"));
const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

async function start(name: string, end: "killed" | "stopped"): Promise<void> {
  const startedMs = Date.now();
  const args = [
    "demo",
    "--size",
    "small",
    "--data",
    folder,
    "--port",
    String(await findFreePort(FIRST_PORT)),
  ];
  const demo = fork(RUN_FILE, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = new Promise<number | null>((done) => demo.once("exit", (code) => done(code)));
  const address = await new Promise<string>((ready, fail) => {
    demo.once("exit", (code) => fail(new Error(`It ended with ${code} before it was open.`)));
    demo.on("message", (message: { kind: string; address: string }) => {
      if (message.kind === "ready") ready(message.address);
    });
  });
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  const page = await fetch(`${address}/sign-in`);
  const text = await page.text();
  if (end === "killed") demo.kill("SIGKILL");
  else demo.send({ kind: "stop" });
  const code = await ended;
  if (page.status !== 200 || !text.includes("</html>"))
    throw new Error(`The sign-in page answered ${page.status}.`);
  if (end === "stopped" && code !== 0) throw new Error(`It stopped with ${code}.`);
  say(`Node ${process.versions.node}: ${name} open after ${seconds} s, then ${end}.`);
}

let counts: TestCounts = NO_TESTS;
const STARTS = [
  ["first start", "killed"],
  ["start after a kill", "stopped"],
  ["start after a stop", "stopped"],
] as const;
for (const [name, end] of STARTS) {
  try {
    await start(name, end);
    counts = { ...counts, passed: counts.passed + 1 };
  } catch (error) {
    process.stderr.write(`Node ${process.versions.node}: ${name} failed. ${(error as Error).message}\n`);
    counts = { ...counts, failed: counts.failed + 1 };
  }
}
await rm(folder, { recursive: true, force: true, maxRetries: 5 });
say(formatTestCounts(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
