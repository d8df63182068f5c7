import type { TrainingRunView } from "@/lib/contracts/training";

/**
 * How far a run is and how long it still takes, from the pace so far.
 * `timeLeftMs` is null while nobody can tell: under two seconds or under 3 % done.
 */
export function estimateTimeLeft(
  run: Pick<TrainingRunView, "progress" | "startedAt">,
  nowMs: number,
): { fraction: number | null; timeLeftMs: number | null } {
  const { progress, startedAt } = run;
  if (!progress?.totalSteps || !startedAt) return { fraction: null, timeLeftMs: null };
  const fraction = Math.min(1, progress.step / progress.totalSteps);
  const elapsedMs = nowMs - Date.parse(startedAt);
  const tooEarly = fraction < 0.03 || elapsedMs < 2_000;
  return { fraction, timeLeftMs: tooEarly ? null : (elapsedMs * (1 - fraction)) / fraction };
}
