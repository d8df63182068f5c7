"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { WordedSegment } from "@/components/words/segment-words";

export interface RenameSegmentProps {
  readonly segment: WordedSegment;
  readonly onClose: () => void;
  readonly onRename: (name: string) => Promise<void>;
}

/** A name of one's own for a segment; blank gives the suggested one back. */
export function RenameSegment({ segment, onClose, onRename }: RenameSegmentProps) {
  const t = useTranslations("segmentation");
  const formId = useId();
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    await onRename(String(form.get("name")));
    setBusy(false);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("renameTitle")}
        footer={
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {t("rename")}
          </Button>
        }
      >
        <form id={formId} onSubmit={(event) => void submit(event)}>
          <Field label={t("name")} hint={t("renameHint")}>
            <Input name="name" maxLength={60} defaultValue={segment.name} />
          </Field>
        </form>
      </DialogContent>
    </Dialog>
  );
}
