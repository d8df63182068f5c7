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

/** How all processors spent their time so far, in ticks; NaN where the system does not say. */
export interface MachineTimes {
  readonly busy: number;
  /** What the machine beneath a virtual one gave to others while this one had work. */
  readonly stolen: number;
  readonly all: number;
}

export async function machineTimes(): Promise<MachineTimes> {
  const stat = await readFile("/proc/stat", "utf8").catch(() => "");
  const ticks = (/^cpu +(.*)$/m.exec(stat)?.[1] ?? "").split(" ").slice(0, 8).map(Number);
  const all = ticks.reduce((sum, each) => sum + each, 0);
  const [idle = Number.NaN, waiting = Number.NaN] = ticks.slice(3, 5);
  return { busy: all - idle - waiting, stolen: ticks[7] ?? Number.NaN, all };
}

/** What of the processors' time between two moments was taken, 0–1. */
export function shareOf(from: MachineTimes, to: MachineTimes): { busy: number; stolen: number } {
  const share = (name: "busy" | "stolen") =>
    Math.round((1000 * (to[name] - from[name])) / (to.all - from.all)) / 1000;
  return { busy: share("busy"), stolen: share("stolen") };
}
