import { readFile } from "node:fs/promises";

/** Clock ticks a second in Linux's process files, on every machine that Node runs on. */
const TICKS = 100;

/** What a process has used so far; NaN where the system does not say. */
export interface ProcessFigures {
  /** Processor time: unlike the clock's it hardly hangs on what else the machine does. */
  readonly cpuSeconds: number;
  readonly memoryMb: number;
  /** The most memory that it has held at once. */
  readonly peakMb: number;
}

/** A process as Linux counts it; elsewhere this process as it knows of itself. */
export async function processFigures(processId: number): Promise<ProcessFigures> {
  const read = (name: string) => readFile(`/proc/${processId}/${name}`, "utf8").catch(() => "");
  const [stat, status] = await Promise.all([read("stat"), read("status")]);
  if (stat === "" && processId === process.pid) return ownFigures();
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) / 1024);
  return {
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS,
    memoryMb: megabytes("VmRSS"),
    peakMb: megabytes("VmHWM"),
  };
}

/** A process together with those it started, and theirs. */
export async function familyFigures(processId: number): Promise<ProcessFigures> {
  const children = await readFile(`/proc/${processId}/task/${processId}/children`, "utf8").catch(() => "");
  const started = await Promise.all(children.split(" ").filter(Boolean).map(Number).map(familyFigures));
  return started.reduce(
    (sum, own) => ({
      cpuSeconds: sum.cpuSeconds + own.cpuSeconds,
      memoryMb: sum.memoryMb + own.memoryMb,
      peakMb: sum.peakMb + own.peakMb,
    }),
    await processFigures(processId),
  );
}

function ownFigures(): ProcessFigures {
  const { user, system } = process.cpuUsage();
  return {
    cpuSeconds: (user + system) / 1e6,
    memoryMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}
