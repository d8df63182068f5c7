/** One figure beside what it is held to. */
export interface Goal {
  /** What was measured, in words: learner, measure and rows. */
  readonly what: string;
  readonly bound: Bound;
  /** Null where the run gave no figure. */
  readonly reached: number | null;
  /** Runs that the figure is the mean of. */
  readonly runs: number;
  /** Mean processor seconds of a fit; null where no learner was fitted. */
  readonly cpuSeconds: number | null;
  /** Processor seconds that a fit may take, where that is part of the goal. */
  readonly mostCpuSeconds?: number | undefined;
}

export type Bound =
  | { readonly least: number }
  | { readonly most: number }
  | { readonly value: number; readonly within: number };

/** What `npm run lab` printed as its last line. */
export type Figures = Readonly<Record<string, unknown>>;

/** Runs the lab on these words in a process of its own. */
export type RunLab = (words: readonly string[]) => Promise<Figures>;

export interface GoalContext {
  /** The folder of real data sets. */
  readonly data: string;
  /** A folder for splits that are made of them. */
  readonly work: string;
  readonly lab: RunLab;
}

/** Figures of one kind, in turn as they are measured. */
export interface GoalGroup {
  readonly name: string;
  readonly measure: (context: GoalContext) => AsyncGenerator<Goal>;
}

/** Whether figure and time keep to the goal. */
export function isReached({ bound, reached, cpuSeconds, mostCpuSeconds }: Goal): boolean {
  if (reached === null) return false;
  if (mostCpuSeconds !== undefined && !(cpuSeconds !== null && cpuSeconds <= mostCpuSeconds)) return false;
  if ("least" in bound) return reached >= bound.least;
  if ("most" in bound) return reached <= bound.most;
  return Math.abs(reached - bound.value) <= bound.within;
}

/** The figure of a run. @throws Error where it is none, or the run ended with an error. */
export function numberOf(figures: Figures, name: string): number {
  const value = figures[name];
  if (typeof value !== "number")
    throw new Error(`The lab gave no ${name}: ${JSON.stringify(figures).slice(0, 300)}`);
  return value;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean of one figure over several runs of the lab, with the processor time of a fit. */
export async function measureMean(
  lab: RunLab,
  runs: readonly (readonly string[])[],
  figure: string,
): Promise<{ reached: number; cpuSeconds: number; runs: number; all: number[] }> {
  const found: Figures[] = [];
  for (const words of runs) found.push(await lab(words));
  const all = found.map((figures) => numberOf(figures, figure));
  return {
    reached: meanOf(all),
    cpuSeconds: meanOf(found.map((figures) => numberOf(figures, "fitCpuSeconds"))),
    runs: runs.length,
    all,
  };
}

/** The goals as rows of a Markdown table. */
export function formatGoal(goal: Goal): string {
  const { what, bound, reached, runs, cpuSeconds, mostCpuSeconds } = goal;
  const wanted =
    "least" in bound
      ? `≥ ${bound.least}`
      : "most" in bound
        ? `≤ ${bound.most}`
        : `${bound.value} ± ${bound.within}`;
  const cells = [
    what,
    mostCpuSeconds === undefined ? wanted : `${wanted} in ${mostCpuSeconds} s`,
    reached === null ? "–" : String(Number(reached.toPrecision(7))),
    cpuSeconds === null ? "" : cpuSeconds.toPrecision(2),
    String(runs),
    isReached(goal) ? "yes" : "**no**",
  ];
  return `| ${cells.join(" | ")} |`;
}

export const GOAL_HEADER =
  "| figure | goal | reached | processor s | runs | kept |\n| --- | --- | --- | --- | --- | --- |";
