"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { TrainingRunView } from "@/lib/contracts/training";
import { defaultSegmentFeatures, type FeatureName } from "@/lib/domain/features/customer-features";
import { MAX_CLUSTERS, MIN_CLUSTERS } from "@/lib/domain/segments/cluster-range";

const DEFAULT_SEED = 7;

export type StartAction = (input: unknown) => Promise<ActionResult<TrainingRunView>>;

export interface StartSegmentationProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly action: StartAction;
  /** Features of which the shop knows something. */
  readonly available: readonly FeatureName[];
  readonly onStarted: (run: TrainingRunView) => void;
}

/** Chooses features, the number of segments and a seed, and sends the run to the worker. */
export function StartSegmentation({
  open,
  onOpenChange,
  action,
  available,
  onStarted,
}: StartSegmentationProps) {
  const t = useTranslations("segmentation");
  const ask = useAsk();
  const words = useTranslations("features");
  const format = useFormat();
  const formId = useId();
  const suggestedName = t("namePlaceholder", { date: format.date(format.now) });
  const [features, setFeatures] = useState(() => defaultSegmentFeatures(available));
  const [mode, setMode] = useState<"auto" | "given">("auto");
  const [busy, setBusy] = useState(false);
  // One opened form is one run, however often its button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim() || suggestedName;
    setBusy(true);
    const result = await ask(
      action({
        kind: "segmentation",
        idempotencyKey,
        params: {
          features,
          clusters: mode === "auto" ? "auto" : Number(form.get("clusters")),
          seed: Number(form.get("seed")),
          name,
        },
      }),
    );
    setBusy(false);
    if (!result.ok) {
      notify.failed(result.error.message);
      return;
    }
    setIdempotencyKey(crypto.randomUUID());
    onOpenChange(false);
    onStarted(result.data);
  }

  function toggle(feature: FeatureName, chosen: boolean) {
    setFeatures(available.filter((name) => (name === feature ? chosen : features.includes(name))));
  }

  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent
        title={t("startTitle")}
        description={t("startHint")}
        footer={
          <Button type="submit" form={formId} variant="primary" busy={busy} disabled={features.length === 0}>
            {busy ? t("starting") : t("start")}
          </Button>
        }
      >
        <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-7">
          <fieldset className="flex flex-col gap-3">
            <legend className="mb-3 font-medium text-sm">{t("chooseFeatures")}</legend>
            {available.map((feature) => (
              <div key={feature} className="flex flex-col gap-0.5">
                <Field inline label={words(`${feature}.label`)}>
                  <Checkbox
                    checked={features.includes(feature)}
                    onCheckedChange={(chosen) => toggle(feature, chosen === true)}
                  />
                </Field>
                <p className="pl-6 text-ink-soft text-xs">{words(`${feature}.definition`)}</p>
              </div>
            ))}
            {features.length === 0 ? <p className="text-loss-text text-sm">{t("noFeature")}</p> : null}
          </fieldset>
          <div className="flex flex-col gap-3">
            <span className="font-medium text-sm">{t("howMany")}</span>
            <RadioCards
              label={t("howMany")}
              value={mode}
              onValueChange={setMode}
              cards={[
                { value: "auto", title: t("auto"), description: t("autoHint") },
                { value: "given", title: t("given") },
              ]}
            />
            {mode === "given" ? (
              <Input
                name="clusters"
                type="number"
                aria-label={t("howMany")}
                min={MIN_CLUSTERS}
                max={MAX_CLUSTERS}
                step={1}
                defaultValue={5}
                required
                className="max-w-28"
              />
            ) : null}
          </div>
          <Field label={t("seed")} hint={t("seedHint")}>
            <Input
              name="seed"
              type="number"
              min={0}
              max={2_147_483_647}
              step={1}
              defaultValue={DEFAULT_SEED}
              required
              className="max-w-40"
            />
          </Field>
          <Field label={t("name")} optional>
            <Input name="name" maxLength={80} placeholder={suggestedName} />
          </Field>
        </form>
      </SheetContent>
    </Sheet>
  );
}
