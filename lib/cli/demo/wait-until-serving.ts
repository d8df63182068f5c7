const POLL_MS = 150;

/** Waits until the web server answers at `address`. @throws Error when it has not after `patienceMs` */
export async function waitUntilServing(address: string, patienceMs: number): Promise<void> {
  const giveUpMs = Date.now() + patienceMs;
  while (Date.now() < giveUpMs) {
    const response = await fetch(`${address}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => null,
    );
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, POLL_MS));
  }
  throw new Error(`The web server does not answer at ${address}.`);
}
