"use server";

import { runAction } from "@/app/_doors/action";
import { runIdInput } from "@/lib/contracts/training";
import { cancelRun } from "@/lib/services/training/cancel-run";
import { retryRun } from "@/lib/services/training/retry-run";

export async function cancelRunAction(store: string, input: unknown) {
  return runAction(store, runIdInput, input, async (actor, { runId }, now) => {
    await cancelRun(actor, runId, now);
    return null;
  });
}

export async function retryRunAction(store: string, input: unknown) {
  return runAction(store, runIdInput, input, (actor, { runId }, now) => retryRun(actor, runId, now));
}
