import { generateClient } from "@/lib/data/generate-client";
import { migrate } from "@/lib/data/migrate";
import { AppError } from "@/lib/domain/errors";
import { FILE_FORMATS } from "./import/file-formats";
import { IMPORT_USAGE, parseImportOptions } from "./import/import-options";
import { ShareBar } from "./import/share-bar";
import { openAppDatabase } from "./process/app-database";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(error: unknown): never {
  const known = error instanceof AppError || !(error instanceof Error);
  const words =
    error instanceof AppError
      ? [error.publicMessage, ...Object.entries(error.fieldErrors ?? {}).map((pair) => pair.join(": "))].join(
          "\n",
        )
      : String(error);
  process.stderr.write(`${known ? words : ((error as Error).stack ?? words)}\n`);
  process.exit(1);
}

const args = process.argv.slice(2);
if (args.includes("--help")) {
  say(IMPORT_USAGE);
  process.exit(0);
}
const options = parseImportOptions(args);
if (typeof options === "string") {
  process.stderr.write(`${options}\n\n${IMPORT_USAGE}`);
  process.exit(1);
}

const stop = new AbortController();
function interrupted(): void {
  if (stop.signal.aborted) process.exit(1);
  say("\nStopping after this batch. Give the same command again to go on.");
  stop.abort();
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupted);

try {
  const { stdout } = process;
  const screen = {
    write: (text: string) => void stdout.write(text),
    interactive: stdout.isTTY === true,
    columns: stdout.columns ?? 80,
  };
  const reading = new ShareBar(screen, Date.now);
  const source =
    "list" in options
      ? undefined
      : await FILE_FORMATS[options.format]
          .inspect(options.path, (share) => reading.draw("first reading", share))
          .finally(() => reading.clear());
  await generateClient();
  const database = await openAppDatabase({ purpose: "import", dataFolder: options.data, onBroken: fail });
  await migrate(database.url);
  // Loaded only now: they need the client that was just made.
  const { disconnect } = await import("@/lib/data/disconnect");
  if ("list" in options) {
    const { bringInList } = await import("./import/bring-in-list");
    await bringInList(options, say);
  } else if (source) {
    const { bringIn } = await import("./import/bring-in");
    await bringIn(options, source, stop.signal, screen);
  }
  await disconnect();
  await database.close();
} catch (error) {
  if (!stop.signal.aborted) fail(error);
  process.exit(130);
}
