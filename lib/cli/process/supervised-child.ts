import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Loaded before a child that has a channel to this process, by `--import`: it ends when this process does. */
export const STOP_WITH_PARENT = new URL("./stop-with-parent.mjs", import.meta.url).href;
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const RESTART_DELAY_MS = 500;
/** A child that ends this often within the window is broken, not unlucky. */
const RESTARTS_ALLOWED = 5;
const RESTART_WINDOW_MS = 60_000;
const STOP_PATIENCE_MS = 30_000;

export interface ChildOptions {
  readonly name: string;
  /** A script of Node and its arguments. */
  readonly script: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Everything it prints goes here. */
  readonly logFile: string;
  /** It ended too often to be started again. */
  readonly onBroken: (sentence: string) => void;
}

/** A child process that is started again when it dies, and stopped when asked or when this process dies. */
export class SupervisedChild {
  readonly #options: ChildOptions;
  #child: ChildProcess | undefined;
  #deathsMs: number[] = [];
  #stopping = false;

  constructor(options: ChildOptions) {
    this.#options = options;
    this.#start();
  }

  get processId(): number | undefined {
    return this.#child?.pid;
  }

  /** How often it ended by itself within the last minute it did so. */
  get deaths(): number {
    return this.#deathsMs.length;
  }

  /** Asks it to stop and waits until it has; one that does not listen is ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((done) => {
      const impatience = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE_MS);
      child.once("exit", () => {
        clearTimeout(impatience);
        done();
      });
      if (child.connected) child.send({ kind: "stop" }, () => undefined);
      else child.kill();
    });
  }

  /** Ends it at once. */
  kill(): void {
    this.#stopping = true;
    this.#child?.kill("SIGKILL");
  }

  #start(): void {
    const { script, env, logFile } = this.#options;
    const log = openSync(logFile, "a", 0o600);
    const child = spawn(process.execPath, ["--import", STOP_WITH_PARENT, ...script], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", log, log, "ipc"],
      // Its own process group: Ctrl-C reaches the starter alone, which stops its children in order.
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    closeSync(log);
    child.once("error", () => this.#ended());
    child.once("exit", () => this.#ended());
    this.#child = child;
  }

  #ended(): void {
    if (this.#stopping) return;
    const nowMs = Date.now();
    this.#deathsMs = [...this.#deathsMs.filter((ms) => nowMs - ms < RESTART_WINDOW_MS), nowMs];
    if (this.#deathsMs.length > RESTARTS_ALLOWED) {
      const { name, logFile, onBroken } = this.#options;
      onBroken(`The ${name} ended ${this.#deathsMs.length} times within a minute. See ${logFile}.`);
      return;
    }
    setTimeout(() => {
      if (!this.#stopping) this.#start();
    }, RESTART_DELAY_MS);
  }
}
