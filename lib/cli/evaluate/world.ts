import { measureWorld, type WorldMeasurement } from "@/lib/evaluation/world/measure-world";
import { processFigures } from "../process/process-figures";
import type { EvaluateOptions } from "./evaluate-options";

/** Steps a whole history without a database. */
export async function evaluateWorld({
  size,
  seed,
  days,
}: EvaluateOptions): Promise<
  WorldMeasurement & { size: string; seconds: number; cpuSeconds: number; peakMegabytes: number }
> {
  const startedMs = performance.now();
  const measured = measureWorld({
    size,
    ...(seed === undefined ? {} : { seed }),
    ...(days === undefined ? {} : { historyDays: days }),
  });
  const seconds = (performance.now() - startedMs) / 1000;
  const { cpuSeconds, peakMb } = await processFigures(process.pid);
  return { size, ...measured, seconds, cpuSeconds, peakMegabytes: peakMb };
}
