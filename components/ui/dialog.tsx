"use client";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./class-names";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

export const VEIL_CLASSES =
  "fixed inset-0 z-40 bg-veil data-[state=closed]:animate-vanish data-[state=open]:animate-appear";

/** The corner button that closes what floats. */
export function CloseCorner() {
  const t = useTranslations("ui");
  return (
    <Radix.Close
      aria-label={t("close")}
      className="absolute top-3.5 right-3.5 rounded-sm p-1 text-ink-faint transition-colors hover:bg-hover hover:text-ink"
    >
      <X aria-hidden="true" className="size-4" />
    </Radix.Close>
  );
}

export interface DialogContentProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly size?: "sm" | "md" | "lg";
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
  readonly className?: string;
  readonly children?: ReactNode;
}

const WIDTHS = { sm: "max-w-sm", md: "max-w-lg", lg: "max-w-3xl" };

export function DialogContent({
  title,
  description,
  size = "md",
  footer,
  className,
  children,
}: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={VEIL_CLASSES} />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed inset-x-0 top-[12vh] z-50 mx-auto flex max-h-[80dvh] w-[calc(100%-2rem)] flex-col rounded-md border bg-surface shadow-float data-[state=closed]:animate-vanish data-[state=open]:animate-rise",
          WIDTHS[size],
          className,
        )}
      >
        <header className="flex flex-col gap-1 px-5 pt-4 pr-12 pb-3">
          <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
          {description ? (
            <Radix.Description className="text-ink-soft text-sm">{description}</Radix.Description>
          ) : null}
        </header>
        {children ? <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5">{children}</div> : null}
        {footer ? (
          <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer>
        ) : null}
        <CloseCorner />
      </Radix.Content>
    </Radix.Portal>
  );
}
