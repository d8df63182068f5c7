import { createServer } from "node:net";

export const LOOPBACK = "127.0.0.1";
const PORTS_TRIED = 100;

export function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once("error", () => done(false));
    server.listen(port, LOOPBACK, () => server.close(() => done(true)));
  });
}

/** The first loopback port from `from` on that nobody uses. @throws Error when a hundred in a row are taken */
export async function findFreePort(from: number): Promise<number> {
  for (let port = from; port < from + PORTS_TRIED; port++) if (await isFree(port)) return port;
  throw new Error(`Ports ${from} to ${from + PORTS_TRIED - 1} are all in use.`);
}

/** @throws Error when somebody uses it */
export async function requireFreePort(port: number): Promise<number> {
  if (await isFree(port)) return port;
  throw new Error(
    `Port ${port} is in use. Choose another with --port, or leave it out to take the next free one.`,
  );
}
