import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findFreePort, LOOPBACK } from "../process/free-port";
import { SupervisedChild } from "../process/supervised-child";
import { serveOnFreePort } from "./serve-on-free-port";

const PATIENCE_MS = 60_000;
/** In the web server's place. */
const SERVER = `
  import { createServer } from "node:http";
  createServer((_, response) => response.end(JSON.stringify({ instance: process.env.SOUK_INSTANCE })))
    .listen(Number(process.argv[2]), "${LOOPBACK}");`;
const STRANGERS: Record<string, () => Server> = {
  "another Souk": () =>
    createHttpServer((_, response) => response.end(JSON.stringify({ ok: true, instance: "another" }))),
  "a Souk of an older version": () =>
    createHttpServer((_, response) => response.end(JSON.stringify({ ok: true }))),
  "another web server": () =>
    createHttpServer((_, response) => response.writeHead(404).end("There is nothing here.")),
  "something that hangs up": () => createServer((socket) => socket.destroy()),
};

let folder: string;
let stranger: Server | undefined;
let children: SupervisedChild[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "souk-serve-"));
  await writeFile(join(folder, "server.mjs"), SERVER);
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => child.stop()));
  const closing = stranger;
  if (closing) await new Promise((done) => closing.close(done));
  stranger = undefined;
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

function startServer(address: string, instance: string): SupervisedChild {
  const child = new SupervisedChild({
    name: "web server",
    script: [join(folder, "server.mjs"), new URL(address).port],
    env: { SOUK_INSTANCE: instance },
    logFile: join(folder, "log"),
    onBroken: (sentence) => expect.unreachable(sentence),
  });
  children.push(child);
  return child;
}

/** Starts the web server, but at its first address somebody else listens a moment earlier. */
function startSecond(makeStranger: () => Server) {
  return (address: string, instance: string) => {
    if (!stranger) {
      stranger = makeStranger();
      stranger.listen(Number(new URL(address).port), LOOPBACK);
    }
    return startServer(address, instance);
  };
}

describe("the web server", () => {
  it("is served where it was started, once it answers itself", async () => {
    const firstPort = await findFreePort(4_600);
    const { address, port } = await serveOnFreePort({
      port: undefined,
      firstPort,
      patienceMs: PATIENCE_MS,
      start: startServer,
    });
    expect(port).toBe(firstPort);
    expect((await fetch(address)).status).toBe(200);
  });

  it.each(Object.keys(STRANGERS))("goes to the next port when %s took its own meanwhile", async (name) => {
    const firstPort = await findFreePort(4_600);
    const { address, port } = await serveOnFreePort({
      port: undefined,
      firstPort,
      patienceMs: PATIENCE_MS,
      start: startSecond(STRANGERS[name]!),
    });
    expect(port).toBeGreaterThan(firstPort);
    const { instance } = (await (await fetch(address)).json()) as { instance: string };
    expect(instance).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("never leaves a port that was asked for: it is said to be in use", async () => {
    const port = await findFreePort(4_600);
    const start = startSecond(STRANGERS["another Souk"]!);
    await expect(serveOnFreePort({ port, firstPort: port, patienceMs: PATIENCE_MS, start })).rejects.toThrow(
      `Port ${port} is in use.`,
    );
  });
});
