"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import { useRunWords } from "@/components/words/run-words";
import { runKeys, runOptions } from "@/lib/client/runs";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { TrainingRunView } from "@/lib/contracts/training";
import { isTerminal } from "@/lib/domain/runs";
import { estimateTimeLeft } from "./estimate-time-left";

export interface RunProgressProps {
  readonly store: string;
  readonly run: TrainingRunView;
  readonly cancelAction?: ((input: unknown) => Promise<ActionResult<unknown>>) | undefined;
  /** Called once when the run has ended, however it ended. */
  readonly onEnd: (run: TrainingRunView) => void;
}

/** A run under way: what it does, how far, how long still; cancel. It goes on when the page is left. */
export function RunProgress({ store, run: initial, cancelAction, onEnd }: RunProgressProps) {
  const t = useTranslations("training");
  const ask = useAsk();
  const words = useRunWords();
  const queryClient = useQueryClient();
  const { data: run = initial } = useQuery({ ...runOptions(store, initial.id), initialData: initial });
  const [now, setNow] = useState<number | null>(null);
  const [asked, setAsked] = useState(false);
  const ended = isTerminal(run.status);

  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the end of this run
  useEffect(() => {
    if (ended) onEnd(run);
  }, [ended]);

  async function cancel() {
    if (!cancelAction) return;
    setAsked(true);
    const result = await ask(cancelAction({ runId: run.id }));
    if (!result.ok) {
      setAsked(false);
      notify.failed(result.error.message);
    }
    await queryClient.invalidateQueries({ queryKey: runKeys.all(store) });
  }

  const cancelling = asked || run.cancelling;
  const left = now === null ? null : estimateTimeLeft(run, now);
  return (
    <Progress
      step={cancelling ? t("cancelling") : words.phase(run)}
      fraction={left?.fraction ?? null}
      {...(left?.timeLeftMs === undefined ? {} : { timeLeftMs: left.timeLeftMs })}
      goesOn
      action={
        cancelAction && !ended ? (
          <Button size="sm" variant="ghost" disabled={cancelling} onClick={() => void cancel()}>
            {t("cancel")}
          </Button>
        ) : null
      }
    />
  );
}
