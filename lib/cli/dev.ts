// The development server on a data folder of its own choice: what `npm run demo` made, with pages that reload.
import { parseArgs } from "node:util";
import { generateClient } from "@/lib/data/generate-client";
import { migrate } from "@/lib/data/migrate";
import { ensureSecret } from "./demo/secret-file";
import { openAppDatabase } from "./process/app-database";
import { findFreePort } from "./process/free-port";
import { programOf, runScript } from "./process/run-script";

const { values } = parseArgs({
  options: { data: { type: "string", default: "souk-data" }, port: { type: "string", default: "3000" } },
});

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

// The server below gets Ctrl-C as well and ends by itself; this process follows it.
process.on("SIGINT", () => undefined);
try {
  await generateClient();
  const database = await openAppDatabase({ purpose: "web", dataFolder: values.data, onBroken: fail });
  await migrate(database.url);
  const port = await findFreePort(Number(values.port));
  const exitCode = await runScript(
    [programOf("next", "dist/bin/next"), "dev", "--hostname", "127.0.0.1", "--port", String(port)],
    {
      BASE_URL: process.env.BASE_URL ?? `http://127.0.0.1:${port}`,
      BETTER_AUTH_SECRET: process.env.BETTER_AUTH_SECRET ?? (await ensureSecret(values.data)),
      SOUK_DEMO: "1",
    },
  );
  await database.close();
  process.exitCode = exitCode;
} catch (error) {
  fail(error);
}
