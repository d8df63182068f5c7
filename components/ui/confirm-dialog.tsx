"use client";
import { useTranslations } from "next-intl";
import { AlertDialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { VEIL_CLASSES } from "./dialog";

export interface ConfirmDialogProps {
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** The element that opens it, if it is not controlled. */
  readonly trigger?: ReactNode;
  /** A question with the verb: "Delete 3 audiences?" */
  readonly title: string;
  readonly description?: ReactNode;
  /** What it takes along: "2 campaigns that use them will pause". */
  readonly alsoAffects?: readonly ReactNode[];
  /** The verb, never "OK". */
  readonly confirmLabel: string;
  readonly cancelLabel?: string;
  readonly danger?: boolean;
  /** Stays open and busy until it settles; stays open when it throws. */
  readonly onConfirm: () => void | Promise<void>;
}

/** Shows what will happen before it does. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useTranslations("ui");
  const [ownOpen, setOwnOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const open = props.open ?? ownOpen;
  const setOpen = props.onOpenChange ?? setOwnOpen;
  const confirm = async () => {
    setBusy(true);
    try {
      await props.onConfirm();
      setOpen(false);
    } finally {
      setBusy(false);
    }
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={setOpen}>
      {props.trigger ? <AlertDialog.Trigger asChild>{props.trigger}</AlertDialog.Trigger> : null}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={VEIL_CLASSES} />
        <AlertDialog.Content
          {...(props.description ? {} : { "aria-describedby": undefined })}
          className="fixed inset-x-0 top-[18vh] z-50 mx-auto flex w-[calc(100%-2rem)] max-w-md flex-col rounded-md border bg-surface shadow-float data-[state=closed]:animate-vanish data-[state=open]:animate-rise"
        >
          <div className="flex flex-col gap-3 px-5 py-4">
            <AlertDialog.Title className="font-semibold text-lg">{props.title}</AlertDialog.Title>
            {props.description ? (
              <AlertDialog.Description className="text-ink-soft text-sm">
                {props.description}
              </AlertDialog.Description>
            ) : null}
            {props.alsoAffects?.length ? (
              <div className="rounded-md border border-wait-line bg-wait-soft px-3 py-2.5 text-sm">
                <p className="font-medium text-wait-text text-xs">{t("confirmAlso")}</p>
                <ul className="mt-1 list-disc pl-4">
                  {props.alsoAffects.map((effect, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
                    <li key={index}>{effect}</li>
                  ))}
                </ul>
              </div>
            ) : null}
          </div>
          <footer className="flex justify-end gap-2 border-t px-5 py-3">
            <AlertDialog.Cancel asChild>
              <Button>{props.cancelLabel ?? t("cancel")}</Button>
            </AlertDialog.Cancel>
            <Button variant={props.danger ? "danger" : "primary"} busy={busy} onClick={confirm}>
              {props.confirmLabel}
            </Button>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
