// The one entry of the command line: registers the TypeScript loader and starts lib/cli/<command>.ts in
// this very process, so that signals reach it directly.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Souk needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const [command = "", ...rest] = process.argv.slice(2);
const file = join(here, `${command}.ts`);
if (!/^[a-z][a-z0-9-]*$/.test(command) || !existsSync(file)) {
  console.error(`There is no command "${command}".`);
  process.exit(1);
}
process.env.TSX_TSCONFIG_PATH = join(root, "tsconfig.cli.json");
process.env.NEXT_TELEMETRY_DISABLED ??= "1";
process.argv = [process.argv[0], file, ...rest];
await import("tsx");
await import(pathToFileURL(file).href);
