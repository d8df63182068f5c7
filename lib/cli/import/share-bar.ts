import { formatDuration } from "../demo/step-progress";

export interface Screen {
  write(text: string): void;
  /** Whether a line may be drawn over; otherwise each tenth gets a line of its own. */
  readonly interactive: boolean;
  readonly columns: number;
}

const CELLS = 24;
const LINES = 10;
/** Before that much is done the pace says nothing. */
const TOO_EARLY = 0.02;

/** A bar with the share that is done and the time that is left at the pace so far. */
export class ShareBar {
  private readonly startedMs: number;
  private firstShare: number | undefined;
  private drawnLine = -1;

  constructor(
    private readonly screen: Screen,
    private readonly nowMs: () => number,
  ) {
    this.startedMs = nowMs();
  }

  draw(title: string, share: number): void {
    // Work that goes on from a checkpoint begins far from zero; only what is done now tells the pace.
    this.firstShare ??= share;
    const line = Math.floor(share * LINES);
    if (!this.screen.interactive && line === this.drawnLine) return;
    this.drawnLine = line;
    const filled = Math.round(share * CELLS);
    const bar = "█".repeat(filled) + "░".repeat(CELLS - filled);
    const text = `${bar} ${Math.floor(share * 100)} % ${title}${this.timeLeft(share)}`;
    if (this.screen.interactive) this.screen.write(`\r${text.slice(0, this.screen.columns - 1)}\x1b[K`);
    else this.screen.write(`${text}\n`);
  }

  clear(): void {
    if (this.screen.interactive) this.screen.write("\r\x1b[K");
  }

  private timeLeft(share: number): string {
    const done = share - this.firstShare!;
    if (done < TOO_EARLY) return "";
    const seconds = ((this.nowMs() - this.startedMs) / 1000 / done) * (1 - share);
    return ` · about ${formatDuration(seconds)} left`;
  }
}
