import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";

const TSCONFIG = fileURLToPath(new URL("../../../tsconfig.cli.json", import.meta.url));

/** A TypeScript file as a process of its own, on the database at `url`. It is killed, or ends by itself. */
export function forkProcess(file: URL, args: readonly string[], url: string): ChildProcess {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  return fork(fileURLToPath(file), args, {
    execArgv: ["--import", loader],
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: TSCONFIG,
      DATABASE_URL: url,
      DATABASE_CONNECTIONS: "3",
      LOG_LEVEL: process.env.LOG_LEVEL ?? "fatal",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/** The next message of this kind from a process. @throws Error when it ends before */
export function nextMessage(child: ChildProcess, kind: string): Promise<void> {
  return new Promise((done, fail) => {
    child.on("message", (message: { kind?: string }) => {
      if (message.kind === kind) done();
    });
    child.once("exit", (code) => fail(new Error(`The process ended with ${code} before it was ${kind}.`)));
  });
}

/** Kills it without warning and waits until it is gone. */
export async function killProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGKILL");
  await gone;
}
