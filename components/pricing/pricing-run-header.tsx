"use client";
import Calculator from "lucide-react/icons/calculator";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import { useRunWords } from "@/components/words/run-words";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { TrainingRunView } from "@/lib/contracts/training";

const RunProgress = dynamic(() =>
  import("@/components/runs/run-progress").then((module) => module.RunProgress),
);

export interface PricingRunHeaderProps {
  readonly store: string;
  readonly title: string;
  readonly finding: string;
  readonly note?: string | undefined;
  /** Whether a model learned before: the run then is not the page's first step. */
  readonly learned: boolean;
  readonly liveRun: TrainingRunView | undefined;
  readonly startAction?: ((input: unknown) => Promise<ActionResult<TrainingRunView>>) | undefined;
  readonly cancelAction?: ((input: unknown) => Promise<ActionResult<unknown>>) | undefined;
}

/** The head of a page that rests on the pricing model, with the run that learns and proposes. */
export function PricingRunHeader({
  store,
  title,
  finding,
  note,
  learned,
  liveRun,
  startAction,
  cancelAction,
}: PricingRunHeaderProps) {
  const t = useTranslations("pricing");
  const ask = useAsk();
  const router = useRouter();
  const words = useRunWords();
  const [started, setStarted] = useState<TrainingRunView>();
  const [busy, setBusy] = useState(false);
  // One visit is one run, however often the button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const run = started ?? liveRun;

  async function start() {
    setBusy(true);
    const result = await ask(startAction?.({ kind: "pricing", idempotencyKey, params: {} }));
    setBusy(false);
    if (!result) return;
    if (!result.ok) {
      notify.failed(result.error.message);
      return;
    }
    setIdempotencyKey(crypto.randomUUID());
    setStarted(result.data);
  }

  function ended(last: TrainingRunView) {
    setStarted(undefined);
    if (last.status === "succeeded") notify.done(t("trained"));
    else notify.failed(words.failure(last) ?? t("trainFailed"));
    router.refresh();
  }

  return (
    <PageHeader
      title={title}
      finding={finding}
      actions={
        startAction && !run ? (
          <Button onClick={() => void start()} busy={busy} variant={learned ? "secondary" : "primary"}>
            <Calculator aria-hidden="true" />
            {learned ? t("trainAgain") : t("train")}
          </Button>
        ) : null
      }
    >
      {run ? <RunProgress store={store} run={run} cancelAction={cancelAction} onEnd={ended} /> : null}
      {note ? <p className="text-ink-soft text-sm">{note}</p> : null}
    </PageHeader>
  );
}
