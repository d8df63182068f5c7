const POLL_MS = 150;
const ANSWER_MS = 5_000;

/** The web server that is waited for, as its starter knows it. */
export interface AwaitedServer {
  readonly address: string;
  readonly patienceMs: number;
  /** The word that only it was given, and answers at /api/health; without one any server that is well will do. */
  readonly instance?: string;
  /** Whether it found its port taken. */
  readonly isLockedOut?: () => Promise<boolean>;
}

/**
 * Waits until that very web server answers.
 * @returns whether it does; false when somebody else holds its address @throws Error when nobody answers in time
 */
export async function waitUntilServing(server: AwaitedServer): Promise<boolean> {
  const giveUpMs = Date.now() + server.patienceMs;
  while (Date.now() < giveUpMs) {
    const answer = await ask(server.address);
    if (answer?.ok && (server.instance ?? answer.instance) === answer.instance) return true;
    // A server that is only just starting may stumble; whoever answers otherwise is another.
    if (server.instance !== undefined && answer && answer.status < 500) return false;
    if (await server.isLockedOut?.()) return false;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  throw new Error(`The web server does not answer at ${server.address}.`);
}

async function ask(address: string): Promise<{ ok: boolean; status: number; instance: unknown } | null> {
  try {
    const response = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(ANSWER_MS) });
    const body = (await response.json().catch(() => null)) as { instance?: unknown } | null;
    return { ok: response.ok, status: response.status, instance: body?.instance };
  } catch {
    return null;
  }
}
