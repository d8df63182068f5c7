import { processFigures } from "../process/process-figures";
import type { EvaluateOptions } from "./evaluate-options";
import { withDatabase } from "./with-database";

/**
 * Fills a database that is thrown away with the demo's shop. Rows come first, then the figures of customers and
 * products that follow from them.
 */
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
    const look = async () => ({
      ms: performance.now(),
      own: await processFigures(process.pid),
      database: ownerProcessId === undefined ? undefined : await processFigures(ownerProcessId),
    });
    const started = await look();
    let written = Promise.resolve(started);
    let saidPercent = 0;
    await fillWorldStore({ size, settings, wallNow: () => new Date() }, (share) => {
      const percent = Math.floor(share * 10) * 10;
      if (percent > saidPercent)
        say(`${percent} % after ${Math.round((performance.now() - started.ms) / 1000)} s`);
      saidPercent = percent;
      if (share === 1) written = look();
    });
    const rows = await written;
    const ended = await look();
    const seconds = (from: typeof ended, to: typeof ended) => ({
      seconds: (to.ms - from.ms) / 1000,
      cpuSeconds: to.own.cpuSeconds - from.own.cpuSeconds,
      databaseCpuSeconds: to.database && from.database && to.database.cpuSeconds - from.database.cpuSeconds,
    });
    return {
      size,
      ...seconds(started, ended),
      writing: seconds(started, rows),
      figures: seconds(rows, ended),
      peakMegabytes: ended.own.peakMb,
      databasePeakMegabytes: ended.database?.peakMb,
    };
  });
}
