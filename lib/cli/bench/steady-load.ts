import { setTimeout as pause } from "node:timers/promises";

export interface LatencyFigures {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly slowestMs: number;
}

/**
 * Asks at a steady rate, whether or not the answers keep up, and times each answer from the moment it was due: waiting
 * for a turn counts too. @param one the k-th request, from 0
 */
export async function steadyLoad(
  one: (k: number) => Promise<void>,
  options: { readonly perSecond: number; readonly seconds: number },
): Promise<LatencyFigures> {
  const { perSecond, seconds } = options;
  const total = Math.max(1, Math.floor(perSecond * seconds));
  const taken: number[] = [];
  const running: Promise<void>[] = [];
  const begin = performance.now();
  for (let k = 0; k < total; k++) {
    const dueMs = begin + (k * 1000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0.5) await pause(waitMs);
    const answered = one(k).then(() => void taken.push(performance.now() - dueMs));
    // A failure is told at the end; until then it must not end the process.
    answered.catch(() => undefined);
    running.push(answered);
  }
  await Promise.all(running);
  const lasted = (performance.now() - begin) / 1000;
  taken.sort((a, b) => a - b);
  const at = (share: number) => rounded(taken[Math.min(total - 1, Math.floor(share * total))]!);
  return {
    requests: total,
    perSecond: rounded(total / lasted),
    ...{ p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), slowestMs: rounded(taken.at(-1)!) },
  };
}

function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}
