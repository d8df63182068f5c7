"use client";
import Calculator from "lucide-react/icons/calculator";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { RunProgress } from "@/components/runs/run-progress";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import { useRunWords } from "@/components/words/run-words";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { PricingModelView } from "@/lib/contracts/pricing";
import type { TrainingRunView } from "@/lib/contracts/training";

export interface PricingHeaderProps {
  readonly store: string;
  readonly waiting: { readonly total: number; readonly stakeMinor: number };
  readonly model: PricingModelView | null;
  readonly liveRun: TrainingRunView | undefined;
  readonly startAction?: ((input: unknown) => Promise<ActionResult<TrainingRunView>>) | undefined;
  readonly cancelAction?: ((input: unknown) => Promise<ActionResult<unknown>>) | undefined;
}

/** What waits and what it is worth; the run that proposes anew. */
export function PricingHeader({
  store,
  waiting,
  model,
  liveRun,
  startAction,
  cancelAction,
}: PricingHeaderProps) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const router = useRouter();
  const words = useRunWords();
  const [started, setStarted] = useState<TrainingRunView>();
  const [busy, setBusy] = useState(false);
  // One visit is one run, however often the button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const run = started ?? liveRun;

  async function start() {
    setBusy(true);
    const result = await startAction?.({ kind: "pricing", idempotencyKey, params: {} });
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
      title={t("approvals")}
      finding={
        model
          ? t("finding", {
              total: waiting.total,
              stake: format.money(waiting.stakeMinor),
              weeks: model.horizonWeeks,
            })
          : t("findingNone")
      }
      actions={
        startAction && !run ? (
          <Button onClick={() => void start()} busy={busy} variant={model ? "secondary" : "primary"}>
            <Calculator aria-hidden="true" />
            {model ? t("trainAgain") : t("train")}
          </Button>
        ) : null
      }
    >
      {run ? <RunProgress store={store} run={run} cancelAction={cancelAction} onEnd={ended} /> : null}
      {model ? (
        <p className="text-ink-soft text-sm">
          {t("modelLine", {
            version: model.version,
            champion: t(`models.${model.champion as "log-log"}`),
            enough: format.number(model.productsEnough),
            products: format.number(model.products),
          })}
        </p>
      ) : null}
    </PageHeader>
  );
}
