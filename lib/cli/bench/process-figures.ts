import { readFile } from "node:fs/promises";

/** Clock ticks a second in Linux's process files, on every machine that Node runs on. */
const TICKS = 100;

export interface ProcessFigures {
  /** Processor time so far; NaN where the system does not say. */
  readonly cpuSeconds: number;
  readonly memoryMb: number;
}

/** What a process has used so far, as Linux counts it. */
export async function processFigures(processId: number): Promise<ProcessFigures> {
  const read = (name: string) => readFile(`/proc/${processId}/${name}`, "utf8").catch(() => "");
  const [stat, status] = await Promise.all([read("stat"), read("status")]);
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const kilobytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN);
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
    memoryMb: Math.round(kilobytes / 1024),
  };
}
