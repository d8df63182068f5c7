import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { generateClient } from "@/lib/data/generate-client";
import { migrate } from "@/lib/data/migrate";
import { type AppDatabase, openAppDatabase } from "../process/app-database";
import { requireFreePort } from "../process/free-port";
import { SupervisedChild } from "../process/supervised-child";
import { buildApp } from "./build-app";
import type { DemoOptions } from "./demo-options";
import { ensureSecret } from "./secret-file";
import { serveOnFreePort } from "./serve-on-free-port";
import type { Step } from "./step-progress";

const FIRST_PORT = 3000;
const WEB_PATIENCE_MS = 120_000;
const RUN_FILE = fileURLToPath(new URL("../run.mjs", import.meta.url));

export interface DemoAccountLine {
  readonly role: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** A demo that is being started or runs. `stop` works at any moment. */
export class Demo {
  readonly #options: DemoOptions;
  readonly #onBroken: (sentence: string) => void;
  readonly #folder: string;
  #database: AppDatabase | undefined;
  #worker: SupervisedChild | undefined;
  #web: SupervisedChild | undefined;
  readonly #abort = new AbortController();
  #stopping = false;
  address = "";
  accounts: readonly DemoAccountLine[] = [];
  /** What the person at the keyboard should know besides, one sentence each. */
  readonly notes: string[] = [];

  constructor(options: DemoOptions, onBroken: (sentence: string) => void) {
    this.#options = options;
    this.#onBroken = onBroken;
    this.#folder = resolve(options.data);
  }

  get webServerId(): number | undefined {
    return this.#web?.processId;
  }

  steps(): Step[] {
    let build: Promise<boolean> | undefined;
    let storeId = "";
    const prepared = () => import("./prepare-shop");
    const step = (title: string, expectedSeconds: number, run: Step["run"]): Step => ({
      title,
      expectedSeconds,
      run: async (progress) => {
        if (!this.#stopping) await run(progress);
      },
    });
    return [
      step("Database client", 3, async () => {
        await generateClient();
      }),
      step("Database", 8, async () => {
        mkdirSync(this.#folder, { recursive: true });
        // Read while the database's own process is at work; whoever needs it hears of a failure.
        prepared().catch(() => undefined);
        this.#database = await openAppDatabase({
          purpose: "demo",
          dataFolder: this.#folder,
          fresh: this.#options.fresh,
          onBroken: this.#onBroken,
        });
        await migrate(this.#database.url);
      }),
      step("Port and secret", 1, async () => {
        // One that is in use is better known now than after everything else.
        if (this.#options.port) await requireFreePort(this.#options.port);
        process.env.BETTER_AUTH_SECRET ??= await ensureSecret(this.#folder);
        process.env.SOUK_DEMO = "1";
        // Goes on beside the next steps; whoever waits for it hears of a failure.
        build = buildApp(this.#abort.signal);
        build.catch(() => undefined);
      }),
      step("Accounts", 3, async () => {
        this.accounts = await (await prepared()).prepareAccounts();
      }),
      step("First shop", 45, async (progress) => {
        const { prepareShop } = await prepared();
        const shop = await prepareShop(this.#options, this.#abort.signal, progress);
        storeId = shop.storeId;
        if (shop.note) this.notes.push(shop.note);
      }),
      step("Worker", 2, async () => {
        this.#worker = this.#start("worker", [RUN_FILE, "worker", ...(this.#options.live ? ["--live"] : [])]);
      }),
      step("First segmentation", 15, async (progress) => {
        await (await prepared()).prepareSegmentation(storeId, this.#abort.signal, progress);
      }),
      step("First recommendations", 10, async (progress) => {
        await (await prepared()).prepareRecommendations(storeId, this.#abort.signal, progress);
        await (await prepared()).askForPrices(storeId);
        await (await prepared()).closeConnections();
      }),
      step("Web app", 10, async () => {
        await build;
      }),
      step("Web server", 3, async () => {
        const { address, port } = await serveOnFreePort({
          port: this.#options.port,
          firstPort: FIRST_PORT,
          patienceMs: WEB_PATIENCE_MS,
          start: (address, instance) => this.#startWeb(address, instance),
        });
        this.address = address;
        if (!this.#options.port && port !== FIRST_PORT)
          this.notes.push(`Port ${FIRST_PORT} is in use: ${port} is the next free one.`);
      }),
    ];
  }

  /** Web server first, then the worker, the database last: whatever is still being written has somewhere to go. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#abort.abort();
    await this.#web?.stop();
    await this.#worker?.stop();
    if (this.#database) await (await import("./prepare-shop")).closeConnections();
    await this.#database?.close();
  }

  /** Without asking; the database's owner notices by itself and closes in its own time. */
  kill(): void {
    this.#web?.kill();
    this.#worker?.kill();
  }

  #startWeb(address: string, instance: string): SupervisedChild {
    const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
    const { hostname, port } = new URL(address);
    this.#web = this.#start("web server", [next, "start", "--hostname", hostname, "--port", port], {
      BASE_URL: process.env.BASE_URL ?? address,
      SOUK_INSTANCE: instance,
    });
    return this.#web;
  }

  #start(
    name: string,
    script: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): SupervisedChild {
    return new SupervisedChild({
      name,
      script,
      env: { ...env, NODE_ENV: "production" },
      logFile: join(this.#folder, `${name.replace(" ", "-")}.log`),
      onBroken: this.#onBroken,
    });
  }
}
