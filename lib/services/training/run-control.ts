import { setImmediate as nextTurn } from "node:timers/promises";
import type { StoreScope } from "@/lib/data/scope";
import { renewTrainingLease } from "@/lib/data/training-runs";
import type { RunProgress } from "@/lib/domain/runs";

/** Why a run stops before its end without having failed. */
export class RunStopped extends Error {
  override readonly name = "RunStopped";
  constructor(readonly reason: "cancelled" | "lease-lost" | "released") {
    super(`The run was stopped: ${reason}.`);
  }
}

const SAVE_EVERY_MS = 1_000;

/**
 * A worker's hold on one run: renews the lease, stores how far the run is, and stops it between two steps when a
 * person cancelled it, another worker took it, or this process is asked to leave.
 */
export class RunControl {
  private progress: RunProgress | null = null;
  private savedAtMs = 0;
  private leaseUntilMs: number;
  private stopped: "cancelled" | "lease-lost" | undefined;
  private readonly heart: NodeJS.Timeout;

  constructor(
    private readonly scope: StoreScope,
    private readonly runId: string,
    private readonly options: {
      readonly workerId: string;
      readonly leaseMs: number;
      readonly wallNow: () => Date;
      readonly signal?: AbortSignal | undefined;
    },
  ) {
    this.leaseUntilMs = options.wallNow().getTime() + options.leaseMs;
    // Beats on its own while a long query keeps the run waiting.
    this.heart = setInterval(() => void this.beat(), options.leaseMs / 6);
  }

  /**
   * Call between steps of at most a second. Lets everything else of this process have its turn.
   * @throws RunStopped when the run is to end here
   */
  async step(phase: string, step: number, totalSteps: number | null = null): Promise<void> {
    const changed = this.progress?.phase !== phase;
    this.progress = { phase, step, totalSteps };
    await nextTurn();
    if (changed || this.options.wallNow().getTime() - this.savedAtMs >= SAVE_EVERY_MS) await this.beat();
    this.check();
  }

  /** Renews the lease inside the transaction that stores the result, which holds the run's row until its end. */
  async holdFor(tx: StoreScope): Promise<void> {
    const { workerId, leaseMs, wallNow } = this.options;
    const now = wallNow();
    const lease = { owner: workerId, until: new Date(now.getTime() + leaseMs), now };
    const held = await renewTrainingLease(tx, this.runId, lease, this.progress);
    if (!held) throw new RunStopped("lease-lost");
    if (held.cancelRequested) throw new RunStopped("cancelled");
  }

  end(): void {
    clearInterval(this.heart);
  }

  private check(): void {
    if (this.stopped) throw new RunStopped(this.stopped);
    // Silent for longer than the lease: another worker may have begun, so this one must not go on.
    if (this.options.wallNow().getTime() > this.leaseUntilMs) throw new RunStopped("lease-lost");
    if (this.options.signal?.aborted) throw new RunStopped("released");
  }

  private async beat(): Promise<void> {
    const { workerId, leaseMs, wallNow } = this.options;
    const now = wallNow();
    const lease = { owner: workerId, until: new Date(now.getTime() + leaseMs), now };
    this.savedAtMs = now.getTime();
    try {
      const held = await renewTrainingLease(this.scope, this.runId, lease, this.progress);
      if (held) this.leaseUntilMs = lease.until.getTime();
      if (!held) this.stopped = "lease-lost";
      else if (held.cancelRequested) this.stopped = "cancelled";
    } catch {
      // The database is away for a moment; the lease decides how long that may last.
    }
  }
}
