import { parseArgs } from "node:util";
import { generateClient } from "@/lib/data/generate-client";
import { migrate } from "@/lib/data/migrate";
import { ensureSecret } from "./demo/secret-file";
import { openAppDatabase } from "./process/app-database";

const USAGE = `npm run worker -- [options]

  --data FOLDER   the data folder whose jobs to work on (./souk-data)
  --live          also let the demo's shop go on, a day a minute

Takes jobs from the queue until Ctrl-C. Any number may run beside the demo; with DATABASE_URL set they
work on that PostgreSQL server, from any machine.
`;

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

const { values } = parseArgs({
  options: {
    data: { type: "string", default: "souk-data" },
    live: { type: "boolean", default: false },
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
// The data folder's own, which the demo signs in with; on a server it comes from the environment.
if (database.embedded) process.env.BETTER_AUTH_SECRET ??= await ensureSecret(values.data).catch(fail);
// Loaded only now: they need the client that was just made.
const { startWorker } = await import("@/lib/jobs/worker");
const { disconnect } = await import("@/lib/data/disconnect");
const { WORLD_STORE_SLUG } = await import("@/lib/demo/world/fill-world-store");
const worker = await startWorker(values.live ? { live: { slug: WORLD_STORE_SLUG } } : {}).catch(fail);
process.stdout.write(`Worker ${worker.id} is ready. Ctrl-C stops it between two steps.\n`);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) process.exit(1);
  stopping = true;
  await worker.stop();
  await disconnect();
  await database.close();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void stop().catch(fail));
