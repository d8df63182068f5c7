"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export interface ReasonDialogProps {
  readonly title: string;
  readonly confirmLabel: string;
  readonly danger?: boolean;
  readonly onConfirm: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks why, which whoever proposed it will read. */
export function ReasonDialog({ title, confirmLabel, danger, onConfirm, onClose }: ReasonDialogProps) {
  const t = useTranslations("pricing");
  const formId = useId();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    await onConfirm(String(new FormData(event.currentTarget).get("reason")));
    setBusy(false);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        size="sm"
        footer={
          <Button type="submit" form={formId} variant={danger ? "danger" : "primary"} busy={busy}>
            {confirmLabel}
          </Button>
        }
      >
        <form id={formId} onSubmit={(event) => void submit(event)}>
          <Field label={t("reason")} hint={t("reasonHint")} required>
            <Input name="reason" minLength={3} maxLength={500} required data-focus-first />
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}
