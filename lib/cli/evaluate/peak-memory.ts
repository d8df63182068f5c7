import { readFile } from "node:fs/promises";

/**
 * The most memory that a process has held at once, in megabytes: as the system counts it where it says (Linux), else
 * as this process knows of itself.
 */
export async function peakMegabytes(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, "utf8").catch(() => "");
  const kilobytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]);
  if (Number.isFinite(kilobytes) && kilobytes > 0) return Math.round(kilobytes / 1024);
  return processId === process.pid ? Math.round(process.resourceUsage().maxRSS / 1024) : Number.NaN;
}
