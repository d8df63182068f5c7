import cluster from "node:cluster";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { generateClient } from "@/lib/data/generate-client";
import { migrate } from "@/lib/data/migrate";
import { runWorkers } from "./api/run-workers";
import { openAppDatabase } from "./process/app-database";

const RUN_FILE = fileURLToPath(new URL("run.mjs", import.meta.url));
const USAGE = `npm run api -- [options]

  --port N        where it listens (3100)
  --host ADDRESS  on which address (127.0.0.1)
  --processes N   how many share the port (the processors, at most 4; 1 on a demo's embedded database)
  --data FOLDER   the data folder of a running demo (./souk-data); with DATABASE_URL set: that PostgreSQL server

The public API for lists, feedback, e-mail blocks and prices in a process of its own: a third of the processor time of the web
app's routes. Any number may run beside one another; the contract is at /api/v1/openapi.json.
`;

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "3100" },
    host: { type: "string", default: "127.0.0.1" },
    processes: { type: "string" },
    data: { type: "string", default: "souk-data" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

if (cluster.isPrimary) await generateClient();
const database = await openAppDatabase({ purpose: "worker", dataFolder: values.data, onBroken: fail }).catch(
  fail,
);
const processes = Number(values.processes ?? (database.embedded ? 1 : Math.min(4, availableParallelism())));
if (!Number.isInteger(processes) || processes < 1) fail(new Error("--processes must be a whole number."));
if (cluster.isPrimary) await migrate(database.url).catch(fail);
const shut =
  cluster.isPrimary && processes > 1
    ? runWorkers(processes, { exec: RUN_FILE, args: ["api", ...process.argv.slice(2)] }, fail)
    : await serve();

/** Answers in this process. @returns a function that ends it: no new requests, then the served lists written */
async function serve(): Promise<() => Promise<void>> {
  // Loaded only now: they need the client that was just made.
  const { createApiServer } = await import("./api/serve-api");
  const { flushServed } = await import("@/lib/services/recommendations/served-log");
  const { disconnect } = await import("@/lib/data/disconnect");
  const server = createApiServer();
  server.once("error", fail);
  server.listen(Number(values.port), values.host, () => {
    process.stdout.write(
      `The API answers at http://${values.host}:${values.port}/api/v1. Ctrl-C stops it.\n`,
    );
  });
  return async () => {
    server.close();
    server.closeIdleConnections();
    await flushServed();
    await disconnect();
  };
}

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  await shut();
  await database.close();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void stop().catch(fail));
