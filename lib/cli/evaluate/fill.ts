import type { EvaluateOptions } from "./evaluate-options";
import { peakMegabytes } from "./peak-memory";
import { withDatabase } from "./with-database";

/** Fills a database that is thrown away with the demo's shop. */
export async function evaluateFill(
  { size, seed, days }: EvaluateOptions,
  say: (sentence: string) => void,
): Promise<object> {
  return withDatabase(undefined, async ({ ownerProcessId }) => {
    const { fillWorldStore } = await import("@/lib/demo/world/fill-world-store");
    const settings = {
      ...(seed === undefined ? {} : { seed }),
      ...(days === undefined ? {} : { historyDays: days }),
    };
    const cpu = process.cpuUsage();
    const startedMs = performance.now();
    let writtenMs = startedMs;
    let saidPercent = 0;
    await fillWorldStore({ size, settings, wallNow: () => new Date() }, (share) => {
      writtenMs = performance.now();
      const percent = Math.floor(share * 10) * 10;
      if (percent > saidPercent) say(`${percent} % after ${Math.round((writtenMs - startedMs) / 1000)} s`);
      saidPercent = percent;
    });
    const endedMs = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    return {
      size,
      seconds: (endedMs - startedMs) / 1000,
      // Rows first, then the customers' figures and groups.
      writingSeconds: (writtenMs - startedMs) / 1000,
      figuresSeconds: (endedMs - writtenMs) / 1000,
      cpuSeconds: (user + system) / 1e6,
      peakMegabytes: await peakMegabytes(process.pid),
      databasePeakMegabytes: ownerProcessId === undefined ? null : await peakMegabytes(ownerProcessId),
    };
  });
}
