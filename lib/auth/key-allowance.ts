import { AppError } from "@/lib/domain/errors";
import { logger } from "@/lib/platform/logger";

/** Adds uses to a key's window in the place that all processes share, and says what it then holds. */
export type ShareUses = (
  key: string,
  options: { readonly uses: number; readonly windowMs: number; readonly now: Date },
) => Promise<{ count: number; windowStartAt: Date }>;

interface Window {
  startMs: number;
  /** Uses of all processes as last heard, this one's included as far as they were told. */
  known: number;
  untold: number;
}

const WINDOW_MS = 60_000;
const TELL_MS = 1_000;
const MOST_KEPT = 10_000;

/**
 * How often each key may ask in a minute. Uses are counted in this process and told to the shared count once a second,
 * so that a request costs no statement and processes together overdraw by a second's worth at most. While the
 * database is away each process counts for itself. Wall time; a clock that jumps back begins a new minute.
 */
export class KeyAllowance {
  private readonly windows = new Map<string, Window>();
  private timer: NodeJS.Timeout | undefined;
  private telling: Promise<void> = Promise.resolve();

  constructor(
    private readonly share: ShareUses,
    readonly perMinute: number,
  ) {}

  /** Counts one use. @throws AppError RATE_LIMITED with the seconds until the next minute begins */
  take(key: string, wallNow: Date): void {
    const nowMs = wallNow.getTime();
    let window = this.windows.get(key);
    if (!window || nowMs >= window.startMs + WINDOW_MS || nowMs < window.startMs - WINDOW_MS) {
      if (this.windows.size >= MOST_KEPT) this.windows.clear();
      window = { startMs: nowMs, known: 0, untold: 0 };
      this.windows.set(key, window);
    }
    if (window.known + window.untold >= this.perMinute)
      throw new AppError("RATE_LIMITED", "This key has asked too often. Wait a moment, then ask again.", {
        retryAfterSeconds: Math.max(1, Math.ceil((window.startMs + WINDOW_MS - nowMs) / 1000)),
      });
    window.untold++;
    this.timer ??= setTimeout(() => void this.tell(new Date()), TELL_MS).unref();
  }

  /** Tells what was counted since the last time, and hears of the others. */
  tell(wallNow: Date): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.telling = this.telling.then(() => this.tellAll(wallNow));
    return this.telling;
  }

  private async tellAll(now: Date): Promise<void> {
    for (const [key, window] of this.windows) {
      const uses = window.untold;
      if (uses === 0) continue;
      try {
        const { count, windowStartAt } = await this.share(`api:${key}`, { uses, windowMs: WINDOW_MS, now });
        window.untold -= uses;
        window.known = count;
        window.startMs = windowStartAt.getTime();
      } catch (error) {
        logger.warn({ err: error }, "uses of a key were not shared");
        return;
      }
    }
  }
}
