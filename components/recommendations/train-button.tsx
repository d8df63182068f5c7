"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RunProgress } from "@/components/runs/run-progress";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { TrainingRunView } from "@/lib/contracts/training";

export interface TrainButtonProps {
  readonly store: string;
  readonly liveRun: TrainingRunView | undefined;
  readonly trainAction: (input: unknown) => Promise<ActionResult<TrainingRunView>>;
}

const SEED = 7;

/** Starts a training and shows how far it is. */
export function TrainButton({ store, liveRun, trainAction }: TrainButtonProps) {
  const t = useTranslations("recommendations");
  const ask = useAsk();
  const router = useRouter();
  const [run, setRun] = useState(liveRun);
  const [busy, setBusy] = useState(false);

  async function start() {
    setBusy(true);
    const result = await ask(
      trainAction({
        kind: "recommendation",
        params: { seed: SEED },
        idempotencyKey: crypto.randomUUID(),
      }),
    );
    setBusy(false);
    if (!result.ok) notify.failed(result.error.message);
    else {
      notify.done(t("trainStarted"));
      setRun(result.data);
    }
  }

  if (run)
    return (
      <div className="w-72">
        <RunProgress
          store={store}
          run={run}
          onEnd={() => {
            setRun(undefined);
            router.refresh();
          }}
        />
      </div>
    );
  return (
    <Button variant="primary" busy={busy} onClick={() => void start()}>
      {t("train")}
    </Button>
  );
}
