"use client";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { cn } from "./class-names";

interface DialogState {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
}
const DialogContext = createContext<DialogState | null>(null);

function useDialog(): DialogState {
  const state = useContext(DialogContext);
  if (!state) throw new Error("a part of a dialog stands outside of one");
  return state;
}

export interface DialogProps {
  readonly open?: boolean;
  readonly defaultOpen?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly children: ReactNode;
}

/** The open state of a dialog or sheet; its parts stand inside. */
export function Dialog({ open: controlled, defaultOpen = false, onOpenChange, children }: DialogProps) {
  const [own, setOwn] = useState(defaultOpen);
  const open = controlled ?? own;
  const setOpen = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return <DialogContext value={{ open, setOpen }}>{children}</DialogContext>;
}

type PartProps = ComponentProps<"button"> & { readonly asChild?: boolean };

export function DialogTrigger({ asChild, ...props }: PartProps) {
  const { open, setOpen } = useDialog();
  const Part = asChild ? Slot.Root : "button";
  return (
    <Part
      {...(asChild ? {} : { type: "button" as const })}
      aria-haspopup="dialog"
      aria-expanded={open}
      {...props}
      onClick={() => setOpen(true)}
    />
  );
}

export function DialogClose({ asChild, ...props }: PartProps) {
  const { setOpen } = useDialog();
  const Part = asChild ? Slot.Root : "button";
  return <Part {...(asChild ? {} : { type: "button" as const })} {...props} onClick={() => setOpen(false)} />;
}

export interface DialogSurfaceProps {
  readonly title: ReactNode;
  /** Said to a screen reader but not shown. */
  readonly titleHidden?: boolean;
  readonly description?: ReactNode;
  readonly footer?: ReactNode;
  readonly role?: "dialog" | "alertdialog";
  /** A press beside it closes it; not where an answer is wanted. */
  readonly lightDismiss?: boolean;
  readonly className?: string;
  readonly bodyClassName?: string;
  readonly children?: ReactNode;
}

/**
 * The platform's modal dialog: the page behind is inert, focus goes in and comes back, Escape closes. Exists
 * only while open, so every opening starts fresh. Focus goes to `[data-focus-first]` or the first that can take it.
 */
export function DialogSurface(props: DialogSurfaceProps) {
  const { open } = useDialog();
  return open ? <OpenDialog {...props} /> : null;
}

function OpenDialog({ lightDismiss = true, ...props }: DialogSurfaceProps) {
  const t = useTranslations("ui");
  const { setOpen } = useDialog();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (dialog.showModal) dialog.showModal();
    else dialog.setAttribute("open", "");
    dialog.querySelector<HTMLElement>("[data-focus-first]")?.focus();
    return () => dialog.close?.();
  }, []);
  return (
    <dialog
      ref={ref}
      {...(props.role === "alertdialog" ? { role: "alertdialog" } : {})}
      aria-labelledby={`${id}-title`}
      aria-describedby={props.description ? `${id}-description` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        setOpen(false);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
      }}
      onClick={(event) => {
        if (lightDismiss && event.target === event.currentTarget) setOpen(false);
      }}
      className={cn(
        "fixed m-0 flex max-w-none flex-col border bg-surface p-0 text-ink shadow-float outline-none backdrop:animate-appear backdrop:bg-veil",
        props.className,
      )}
    >
      <div className={cn("flex flex-col gap-1 px-5 pt-4 pr-12 pb-3", props.titleHidden && "sr-only")}>
        <h2 id={`${id}-title`} className="font-semibold text-lg">
          {props.title}
        </h2>
        {props.description ? (
          <div id={`${id}-description`} className="text-ink-soft text-sm">
            {props.description}
          </div>
        ) : null}
      </div>
      {props.children ? (
        <div className={cn("min-h-0 flex-1 overflow-y-auto", props.bodyClassName)}>{props.children}</div>
      ) : null}
      {props.footer ? (
        <div className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{props.footer}</div>
      ) : null}
      {props.role === "alertdialog" ? null : (
        <button
          type="button"
          aria-label={t("close")}
          onClick={() => setOpen(false)}
          className="absolute top-3.5 right-3.5 rounded-sm p-1 text-ink-faint transition-colors hover:bg-hover hover:text-ink"
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      )}
    </dialog>
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

export function DialogContent({ size = "md", className, ...props }: DialogContentProps) {
  return (
    <DialogSurface
      {...props}
      bodyClassName="px-5 pt-1 pb-5"
      className={cn(
        "inset-x-0 top-[12vh] bottom-auto mx-auto max-h-[80dvh] w-[calc(100%-2rem)] animate-rise rounded-md",
        WIDTHS[size],
        className,
      )}
    />
  );
}
