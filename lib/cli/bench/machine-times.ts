import { readFile } from "node:fs/promises";

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
