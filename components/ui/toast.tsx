"use client";
import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { Toaster as Sonner, toast } from "sonner";

export interface NoticeOptions {
  readonly description?: ReactNode;
  /** "Undo", "Revert" or "Open". */
  readonly action?: { readonly label: string; readonly onPress: () => void };
}

function options({ description, action }: NoticeOptions) {
  return { description, ...(action ? { action: { label: action.label, onClick: action.onPress } } : {}) };
}

/** Says what has just been done, with a way back where there is one. */
export const notify = {
  done: (title: string, more: NoticeOptions = {}) => toast.success(title, options(more)),
  failed: (title: string, more: NoticeOptions = {}) =>
    toast.error(title, { ...options(more), duration: 10_000 }),
  say: (title: string, more: NoticeOptions = {}) => toast(title, options(more)),
};

export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-md border bg-surface p-3 text-ink text-sm shadow-float sm:w-[356px]",
          title: "font-medium",
          description: "text-ink-soft text-xs",
          icon: "mt-0.5 text-accent-text data-[type=error]:text-loss-text",
          content: "min-w-0 flex-1",
          actionButton: "shrink-0 rounded-sm px-2 py-0.5 font-medium text-accent-text text-xs hover:bg-hover",
          closeButton: "hidden",
          error: "border-loss-line",
        },
      }}
    />
  );
}
