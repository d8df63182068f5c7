"use client";
import { useRouter } from "next/navigation";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { ActionResult } from "@/lib/contracts/action-result";

/** Waits for an action and says what came of it; the page follows. Throws what failed, so that a dialog stays open. */
export function usePolicyAction() {
  const router = useRouter();
  const ask = useAsk();
  return async function run<T>(result: Promise<ActionResult<T>>, done?: string): Promise<T> {
    const settled = await ask(result);
    if (!settled.ok) {
      notify.failed(settled.error.message);
      throw new Error(settled.error.message);
    }
    if (done) {
      notify.done(done);
      router.refresh();
    }
    return settled.data;
  };
}
