import cluster, { type Worker } from "node:cluster";

/** A worker that ends this soon after its start is broken, not unlucky. */
const BROKEN_MS = 5_000;
/**
 * Room for what the lists of a moment leave behind; and nothing of a list is made among what stays: V8 would, after the
 * catalogue was read by the same lines, and each such piece keeps the rest of its list until the next full collection.
 */
const V8_OPTIONS = ["--max-semi-space-size=32", "--no-allocation-site-pretenuring"];
const STOP_PATIENCE_MS = 30_000;

/**
 * Runs `count` processes of the command that share its port, and starts one again when it dies. The system hands each
 * new connection to one of them.
 * @param exec the script, with `args` as this process got them
 * @param onBroken told once when a worker ends before it ever worked
 * @returns a function that stops them all, after they have answered what they were asked
 */
export function runWorkers(
  count: number,
  { exec, args }: { readonly exec: string; readonly args: readonly string[] },
  onBroken: (error: Error) => void,
): () => Promise<void> {
  let stopping = false;
  cluster.setupPrimary({ exec, args: [...args], execArgv: V8_OPTIONS });
  const start = (): void => {
    const startedMs = performance.now();
    const worker = cluster.fork();
    // A message that meets a worker on its way out; its end is what counts.
    worker.on("error", () => undefined);
    worker.once("exit", () => {
      if (stopping) return;
      if (performance.now() - startedMs < BROKEN_MS) onBroken(new Error("The API's processes cannot start."));
      else start();
    });
  };
  for (let k = 0; k < count; k++) start();
  return async () => {
    stopping = true;
    await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => stopped(worker!)));
  };
}

function stopped(worker: Worker): Promise<void> {
  return new Promise((done) => {
    const impatience = setTimeout(() => worker.process.kill("SIGKILL"), STOP_PATIENCE_MS);
    worker.once("exit", () => {
      clearTimeout(impatience);
      done();
    });
    worker.process.kill("SIGTERM");
  });
}
