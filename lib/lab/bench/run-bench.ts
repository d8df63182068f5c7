import type { Bench, Contender, Measurement } from "./bench";

export interface BenchRow {
  readonly bench: string;
  readonly contender: string;
  /** Best of its runs; null when it is not installed. */
  readonly seconds: number | null;
  /** Our time divided by this contender's: below 1 we are faster. */
  readonly ourTimeRatio: number | null;
  /** Least processor time of its runs, and our least divided by it. */
  readonly cpuSeconds: number | null;
  readonly ourCpuRatio: number | null;
  readonly quality: number | null;
  /** Our quality divided by this contender's. */
  readonly ourQualityRatio: number | null;
  /** How to install a contender that is missing here. */
  readonly install: string | null;
}

/**
 * Runs the contenders in turn, `runs` times, after one unmeasured run of ours (a compiler warms up once per process,
 * not once per fit), and keeps each one's best times: on a shared machine the least disturbed run says most.
 */
export async function runBench(bench: Bench, runs: number): Promise<BenchRow[]> {
  const contenders = bench.contenders();
  await contenders[0]!.measure();
  const best = new Map<Contender, Measurement | null>();
  for (let run = 0; run < runs; run++)
    for (const contender of contenders) {
      if (run >= (contender.mostRuns ?? runs) || (run > 0 && !best.get(contender))) continue;
      const measured = await contender.measure();
      const before = best.get(contender);
      best.set(contender, before && measured ? bestOf(before, measured) : measured);
    }
  const ours = best.get(contenders[0]!)!;
  return contenders.map((contender): BenchRow => {
    const found = best.get(contender) ?? null;
    return {
      bench: bench.name,
      contender: contender.name,
      seconds: found?.seconds ?? null,
      ourTimeRatio: found && ours.seconds / found.seconds,
      cpuSeconds: found?.cpuSeconds ?? null,
      ourCpuRatio: found && ours.cpuSeconds / found.cpuSeconds,
      quality: found?.quality ?? null,
      ourQualityRatio: found?.quality && ours.quality !== null ? ours.quality / found.quality : null,
      install: found ? null : (contender.install ?? null),
    };
  });
}

function bestOf(a: Measurement, b: Measurement): Measurement {
  const faster = a.seconds <= b.seconds ? a : b;
  return { ...faster, cpuSeconds: Math.min(a.cpuSeconds, b.cpuSeconds) };
}

/** The rows as an aligned text table, and below it how to install what is missing. */
export function formatRows(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.contender,
    row.seconds === null ? "not installed" : `${row.seconds.toPrecision(3)} s`,
    row.ourTimeRatio === null ? "–" : `${row.ourTimeRatio.toFixed(2)} ×`,
    row.cpuSeconds === null ? "–" : `${row.cpuSeconds.toPrecision(3)} s`,
    row.ourCpuRatio === null ? "–" : `${row.ourCpuRatio.toFixed(2)} ×`,
    row.quality === null ? "–" : String(Number(row.quality.toPrecision(8))),
    row.ourQualityRatio === null ? "–" : row.ourQualityRatio.toFixed(5),
  ]);
  const table = [
    [
      "contender",
      "best time",
      "our time / its",
      "processor",
      "our processor / its",
      "quality",
      "our quality / its",
    ],
    ...cells,
  ];
  const widths = table[0]!.map((_, j) => Math.max(...table.map((row) => row[j]!.length)));
  const lines = table.map((row) =>
    row
      .map((cell, j) => cell.padEnd(widths[j]!))
      .join("  ")
      .trimEnd(),
  );
  const hints = rows.flatMap(({ contender, install }) =>
    install ? [`To add ${contender}: ${install}`] : [],
  );
  return [...lines, ...hints].join("\n");
}
