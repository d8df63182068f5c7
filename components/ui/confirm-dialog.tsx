"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Dialog, DialogClose, DialogSurface, DialogTrigger } from "./dialog";

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
  const setOpen = (next: boolean) => {
    setOwnOpen(next);
    props.onOpenChange?.(next);
  };
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
    <Dialog open={open} onOpenChange={setOpen}>
      {props.trigger ? <DialogTrigger asChild>{props.trigger}</DialogTrigger> : null}
      <DialogSurface
        role="alertdialog"
        lightDismiss={false}
        title={props.title}
        description={props.description}
        bodyClassName="px-5 pb-4"
        className="inset-x-0 top-[18vh] bottom-auto mx-auto w-[calc(100%-2rem)] max-w-md animate-rise rounded-md"
        footer={
          <>
            <DialogClose asChild>
              <Button>{props.cancelLabel ?? t("cancel")}</Button>
            </DialogClose>
            <Button variant={props.danger ? "danger" : "primary"} busy={busy} onClick={confirm}>
              {props.confirmLabel}
            </Button>
          </>
        }
      >
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
      </DialogSurface>
    </Dialog>
  );
}
