export interface Step {
  readonly title: string;
  /** Seconds it takes on two quiet cores when there is everything to do. */
  readonly expectedSeconds: number;
  /** @param progress share of this step that is done, 0–1 */
  run(progress: (share: number) => void): Promise<void>;
}

interface Screen {
  write(text: string): void;
  /** Whether a line may be drawn over; otherwise each step gets a line of its own. */
  readonly interactive: boolean;
  readonly columns: number;
}

const BAR_CELLS = 20;
const REDRAW_MS = 250;

/**
 * Seconds until the last step is done: what the open steps usually take, times how this machine did so far.
 * @param elapsedSeconds since the first step began @param share of the current step that is done, 0–1
 */
export function estimateSecondsLeft(
  steps: readonly Pick<Step, "expectedSeconds">[],
  current: number,
  share: number,
  elapsedSeconds: number,
): number {
  const total = (some: readonly Pick<Step, "expectedSeconds">[]) =>
    some.reduce((sum, step) => sum + step.expectedSeconds, 0);
  const expectedHere = steps[current]?.expectedSeconds ?? 0;
  const done = total(steps.slice(0, current)) + share * expectedHere;
  const open = total(steps.slice(current)) - share * expectedHere;
  // The first seconds say little about the machine.
  const pace = done < 5 ? 1 : Math.min(4, Math.max(0.2, elapsedSeconds / done));
  return open * pace;
}

export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Runs the steps one after another and shows how far they are. @throws what a step throws, after showing which */
export async function runSteps(steps: readonly Step[], screen: Screen, nowMs: () => number): Promise<void> {
  const startedMs = nowMs();
  for (const [index, step] of steps.entries()) {
    const stepStartedMs = nowMs();
    let share = 0;
    const draw = () => {
      if (!screen.interactive) return;
      const left = estimateSecondsLeft(steps, index, share, (nowMs() - startedMs) / 1000);
      screen.write(
        `\r${progressLine(index, steps.length, step.title, share, left).slice(0, screen.columns - 1)}\x1b[K`,
      );
    };
    const timer = screen.interactive ? setInterval(draw, REDRAW_MS) : undefined;
    if (screen.interactive) draw();
    else screen.write(`[${index + 1}/${steps.length}] ${step.title} …\n`);
    try {
      await step.run((value) => {
        share = Math.min(1, Math.max(0, value));
      });
    } catch (error) {
      screen.write(
        `${screen.interactive ? "\r\x1b[K" : ""}[${index + 1}/${steps.length}] ${step.title}: failed\n`,
      );
      throw error;
    } finally {
      clearInterval(timer);
    }
    const took = `${((nowMs() - stepStartedMs) / 1000).toFixed(1)} s`;
    screen.write(
      `${screen.interactive ? "\r\x1b[K" : ""}[${index + 1}/${steps.length}] ${step.title}: ${took}\n`,
    );
  }
}

function progressLine(
  index: number,
  count: number,
  title: string,
  share: number,
  secondsLeft: number,
): string {
  const filled = Math.round(((index + share) / count) * BAR_CELLS);
  const bar = "█".repeat(filled) + "░".repeat(BAR_CELLS - filled);
  const percent = share > 0 ? ` ${Math.round(share * 100)} %` : "";
  return `${bar} ${index + 1}/${count} ${title}${percent} · about ${formatDuration(secondsLeft)} left`;
}
