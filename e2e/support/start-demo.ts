import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const RUN_FILE = fileURLToPath(new URL("../../lib/cli/run.mjs", import.meta.url));

/** Starts a demo of its own on an empty folder and a free port; every journey of the run meets it. */
export default async function startDemo(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "souk-journeys-"));
  const args = ["demo", "--size", "small", "--data", folder, "--port", String(await freePort())];
  const demo = fork(RUN_FILE, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const ended = new Promise<void>((done) => demo.once("exit", () => done()));
  await new Promise<void>((ready, fail) => {
    demo.once("exit", (code) => fail(new Error(`The demo ended with ${code} before it was open.`)));
    demo.on("message", (message: { kind: string; address: string; accounts: unknown }) => {
      if (message.kind !== "ready") return;
      process.env.SOUK_ADDRESS = message.address;
      process.env.SOUK_ACCOUNTS = JSON.stringify(message.accounts);
      ready();
    });
  });
  return async () => {
    demo.send({ kind: "stop" });
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? done(address.port) : fail(new Error("no port")),
      );
    });
  });
}
