// Proves on this very Node that the first command works: from an empty folder to a demo that answers, whose web server
// is killed and comes back, killed hard, started again, stopped in order, and started once more; and that the demo's
// world is the same as everywhere. Continuous integration runs it under each supported version.
// With --unbuilt also: killed hard in the middle of the very first start, while it builds and fills the shop.
import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { killWebServer, type OpenDemo } from "./check-start/kill-web-server";
import { forgetBuild } from "./demo/build-app";
import { findFreePort } from "./process/free-port";
import { programOf, runScript } from "./process/run-script";
import { formatTestCounts, NO_TESTS, type TestCounts } from "./test/test-counts";

const RUN_FILE = fileURLToPath(new URL("./run.mjs", import.meta.url));
const FIRST_PORT = 4300;
const LONGEST_MS = 3_000;
const SHOP_STEP = "First shop …";
const WORLD_TEST = "lib/world/run-history.test.ts";
const { values } = parseArgs({ options: { unbuilt: { type: "boolean", default: false } } });
const folder = await mkdtemp(join(tmpdir(), "souk-start-"));
const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

/** Starts a demo, whose words are passed on. @returns it, and its exit code once it has ended */
async function startDemo(): Promise<{ demo: ChildProcess; ended: Promise<number | null> }> {
  const port = String(await findFreePort(FIRST_PORT));
  const args = ["demo", "--size", "small", "--data", folder, "--port", port];
  const demo = fork(RUN_FILE, args, { stdio: ["ignore", "pipe", "inherit", "ipc"] });
  demo.stdout?.on("data", (words: Buffer) => process.stdout.write(words));
  return { demo, ended: new Promise((done) => demo.once("exit", done)) };
}

/** A first start that has nothing yet is killed when it has begun to fill the shop, and builds beside. */
async function killFirstStart(): Promise<string> {
  await forgetBuild();
  const { demo, ended } = await startDemo();
  let words = "";
  const filling = new Promise<void>((done) =>
    demo.stdout?.on("data", (chunk: Buffer) => {
      words += chunk.toString("utf8");
      if (words.includes(SHOP_STEP)) done();
    }),
  );
  await Promise.race([filling, endsTooEarly(ended)]);
  await pause(Math.random() * LONGEST_MS);
  demo.kill("SIGKILL");
  await ended;
  return "killed while it built and filled the shop";
}

async function start(end: "killed" | "stopped", isWebServerKilled = false): Promise<string> {
  const startedMs = Date.now();
  const { demo, ended } = await startDemo();
  try {
    const ready = new Promise<Omit<OpenDemo, "folder">>((done) => {
      demo.on("message", (message: { kind: string } & Omit<OpenDemo, "folder">) => {
        if (message.kind === "ready") done(message);
      });
    });
    const { address, webServerId } = await Promise.race([ready, endsTooEarly(ended)]);
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
    const page = await fetch(`${address}/sign-in`);
    if (page.status !== 200 || !(await page.text()).includes("</html>"))
      throw new Error(`The sign-in page answered ${page.status}.`);
    let kept = "";
    if (isWebServerKilled) {
      const count = await Promise.race([
        killWebServer({ folder, address, webServerId }),
        endsTooEarly(ended),
      ]);
      kept = `, its web server killed and back with all ${count} messages`;
    }
    if (end === "killed") demo.kill("SIGKILL");
    else demo.send({ kind: "stop" });
    const code = await ended;
    if (end === "stopped" && code !== 0) throw new Error(`It stopped with ${code}.`);
    return `open after ${seconds} s${kept}, then ${end}`;
  } finally {
    // One that was not asked to end must not stand in the way of the next.
    demo.kill("SIGKILL");
  }
}

async function endsTooEarly(ended: Promise<number | null>): Promise<never> {
  throw new Error(`The demo ended with ${await ended} before it was asked to.`);
}

/** The world's rows are held to one hash by a test of their own, which this Node has to pass as well. */
async function compareWorld(): Promise<string> {
  const code = await runScript([programOf("vitest", "vitest.mjs"), "run", "--project", "unit", WORLD_TEST]);
  if (code !== 0) throw new Error(`${WORLD_TEST} failed.`);
  return "the same as everywhere";
}

const CHECKS: readonly (readonly [string, () => Promise<string>])[] = [
  ...(values.unbuilt ? ([["very first start", killFirstStart]] as const) : []),
  ["first start", () => start("killed", true)],
  ["start after a kill", () => start("stopped")],
  ["start after a stop", () => start("stopped")],
  ["the demo's world", compareWorld],
];
let counts: TestCounts = NO_TESTS;
for (const [name, check] of CHECKS) {
  const startedMs = Date.now();
  try {
    const outcome = await check();
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
    say(`Node ${process.versions.node}: ${name}: ${outcome}. (${seconds} s)`);
    counts = { ...counts, passed: counts.passed + 1 };
  } catch (error) {
    process.stderr.write(`Node ${process.versions.node}: ${name} failed. ${(error as Error).message}\n`);
    counts = { ...counts, failed: counts.failed + 1 };
  }
}
await rm(folder, { recursive: true, force: true, maxRetries: 5 });
say(formatTestCounts(counts));
// At once: a check that was given up may still be waiting for something.
process.exit(counts.failed > 0 ? 1 : 0);
