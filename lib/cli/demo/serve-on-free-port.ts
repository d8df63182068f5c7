import { randomUUID } from "node:crypto";
import { findFreePort, isFree, LOOPBACK, requireFreePort } from "../process/free-port";
import { waitUntilServing } from "./wait-until-serving";

export interface WebServerChild {
  /** How often it ended without being asked to, of late. */
  readonly deaths: number;
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** No other than this one; else the first free one from `firstPort` on. */
  readonly port: number | undefined;
  readonly firstPort: number;
  readonly patienceMs: number;
  /** Starts the web server at an address, with the word by which it is known. */
  start(address: string, instance: string): WebServerChild;
}

/**
 * Starts the web server and waits until it serves. A port may be taken in the moment between looking and listening,
 * by another demo for one: then it goes to the next.
 * @returns where it serves @throws Error when the port asked for is taken, or the server does not answer
 */
export async function serveOnFreePort(options: ServeOptions): Promise<{ address: string; port: number }> {
  const { port: asked, patienceMs } = options;
  for (let from = options.firstPort; ; ) {
    const port = asked === undefined ? await findFreePort(from) : await requireFreePort(asked);
    const address = `http://${LOOPBACK}:${port}`;
    const instance = randomUUID();
    const child = options.start(address, instance);
    const isLockedOut = async () => child.deaths > 0 && !(await isFree(port));
    if (await waitUntilServing({ address, instance, patienceMs, isLockedOut })) return { address, port };
    await child.stop();
    from = port + 1;
  }
}
