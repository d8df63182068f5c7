import { parseArgs } from "node:util";
import { generateClient } from "@/lib/data/generate-client";
import { migrate } from "@/lib/data/migrate";
import { openAppDatabase } from "./process/app-database";

const USAGE = `npm run api -- [options]

  --port N        where it listens (3100)
  --host ADDRESS  on which address (127.0.0.1)
  --data FOLDER   the data folder of a running demo (./souk-data); with DATABASE_URL set: that PostgreSQL server

The public API for lists, feedback and prices in a process of its own: a third of the processor time of the web
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
    data: { type: "string", default: "souk-data" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}

await generateClient();
const database = await openAppDatabase({ purpose: "worker", dataFolder: values.data, onBroken: fail }).catch(
  fail,
);
await migrate(database.url).catch(fail);
// Loaded only now: they need the client that was just made.
const { createApiServer } = await import("./api/serve-api");
const { flushServed } = await import("@/lib/services/recommendations/served-log");
const { disconnect } = await import("@/lib/data/disconnect");
const server = createApiServer();
server.once("error", fail);
server.listen(Number(values.port), values.host, () => {
  process.stdout.write(`The API answers at http://${values.host}:${values.port}/api/v1. Ctrl-C stops it.\n`);
});

let stopping = false;
/** No new requests, the served lists written, then the database. */
async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  server.close();
  server.closeIdleConnections();
  await flushServed();
  await disconnect();
  await database.close();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void stop().catch(fail));
