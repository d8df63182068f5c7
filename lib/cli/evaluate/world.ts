import { measureWorld, type WorldMeasurement } from "@/lib/evaluation/world/measure-world";
import type { EvaluateOptions } from "./evaluate-options";
import { peakMegabytes } from "./peak-memory";

/** Steps a whole history without a database. */
export async function evaluateWorld({
  size,
  seed,
  days,
}: EvaluateOptions): Promise<WorldMeasurement & { size: string; seconds: number; peakMegabytes: number }> {
  const startedMs = performance.now();
  const measured = measureWorld({
    size,
    ...(seed === undefined ? {} : { seed }),
    ...(days === undefined ? {} : { historyDays: days }),
  });
  const seconds = (performance.now() - startedMs) / 1000;
  return { size, ...measured, seconds, peakMegabytes: await peakMegabytes(process.pid) };
}
