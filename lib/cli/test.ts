import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateClient } from "@/lib/data/generate-client";
import { buildApp } from "./demo/build-app";
import { programOf, runScript } from "./process/run-script";
import { listFailedPlaywright, listFailedVitest } from "./test/failed-tests";
import { runJourneys } from "./test/run-journeys";
import {
  addTestCounts,
  formatTestCounts,
  NO_TESTS,
  readPlaywrightCounts,
  readVitestCounts,
  type TestCounts,
} from "./test/test-counts";

/** One part of the checks. @returns its counts; a part that counts nothing itself is one test */
interface Part {
  readonly title: string;
  run(): Promise<TestCounts>;
}

const failedTests: string[] = [];
const reports = await mkdtemp(join(tmpdir(), "souk-reports-"));
const say = (sentence: string) => void process.stdout.write(`${sentence}\n`);

const asOne = (passed: boolean): TestCounts => ({ ...NO_TESTS, [passed ? "passed" : "failed"]: 1 });

async function tool(packageName: string, file: string, args: readonly string[]): Promise<TestCounts> {
  return asOne((await runScript([programOf(packageName, file), ...args])) === 0);
}

async function vitest(project: string): Promise<TestCounts> {
  const file = join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await runScript([
    programOf("vitest", "vitest.mjs"),
    "run",
    "--project",
    project,
    ...reporters,
  ]);
  return counted(file, code, readVitestCounts, listFailedVitest);
}

async function journeys(): Promise<TestCounts> {
  const file = join(reports, "journeys.json");
  const code = await runJourneys(["--reporter=list,json"], say, { PLAYWRIGHT_JSON_OUTPUT_FILE: file });
  return counted(file, code, readPlaywrightCounts, listFailedPlaywright);
}

/** A runner that failed without a failed test (a file that did not load, no report at all) counts as one failure. */
async function counted(
  file: string,
  code: number,
  read: (report: unknown) => TestCounts,
  listFailed: (report: unknown) => string[],
): Promise<TestCounts> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  const report: unknown = text === undefined ? undefined : JSON.parse(text);
  if (report !== undefined) failedTests.push(...listFailed(report));
  const counts = report === undefined ? NO_TESTS : read(report);
  return code !== 0 && counts.failed === 0 ? addTestCounts(counts, asOne(false)) : counts;
}

const { TEST_DATABASE_URL: server } = process.env;
const onServer: Part = {
  title: "Database tests, on the server of TEST_DATABASE_URL",
  run: () => vitest("database-server"),
};
const build: Part = {
  title: "Production build",
  run: async () => {
    say((await buildApp()) ? "Built." : "It stands built from these sources.");
    return asOne(true);
  },
};
/**
 * Rounds of lanes: rounds and the parts of a lane come one after another, lanes side by side. Those of the embedded
 * database keep one processor busy, so the rest of what needs no browser runs beside them.
 */
const rounds: Part[][][] = [
  [[{ title: "Formatter and linter", run: () => tool("@biomejs/biome", "bin/biome", ["check", "."]) }]],
  [
    [
      {
        title: "Types",
        run: async () => {
          await generateClient();
          return tool("typescript", "bin/tsc", ["--noEmit"]);
        },
      },
    ],
  ],
  [
    [{ title: "Database tests, embedded", run: () => vitest("database") }],
    [...(server ? [onServer] : []), build, { title: "Unit tests", run: () => vitest("unit") }],
  ],
  [[{ title: "Browser journeys", run: journeys }]],
];

let total = NO_TESTS;
const summary: string[] = [];
async function runPart({ title, run }: Part): Promise<void> {
  const startedMs = Date.now();
  const counts = await run().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    return asOne(false);
  });
  const seconds = Math.round((Date.now() - startedMs) / 1000);
  total = addTestCounts(total, counts);
  summary.push(`${title}: ${formatTestCounts(counts)} (${seconds} s)`);
}

for (const [index, lanes] of rounds.entries()) {
  const titles = lanes.flat().map(({ title }) => title);
  say(`\n=== ${index + 1}/${rounds.length} ${titles.join(" · ")}`);
  await Promise.all(
    lanes.map(async (lane) => {
      for (const part of lane) await runPart(part);
    }),
  );
}
await rm(reports, { recursive: true, force: true });

say(`\n=== Summary\n${summary.join("\n")}`);
for (const failed of failedTests) say(`Failed: ${failed}`);
if (!server) say("The database tests ran on the embedded database alone: TEST_DATABASE_URL is not set.");
say(`\n${formatTestCounts(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
