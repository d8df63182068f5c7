/** Well under the second that a step may take, so that a cancel and other work of the process wait little. */
const TURN_MS = 100;

/** Runs a training generator to its end, giving others their turn and reporting how far it is between stretches. */
export async function driveSteps<P, R>(
  steps: Generator<P, R>,
  onTurn: (progress: P) => Promise<void>,
): Promise<R> {
  let turnEndsMs = performance.now() + TURN_MS;
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
    if (performance.now() < turnEndsMs) continue;
    await onTurn(next.value);
    turnEndsMs = performance.now() + TURN_MS;
  }
}
