"use client";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names";
import { useFieldControl } from "./field";

export const CONTROL_CLASSES =
  "w-full rounded-md border border-line-strong bg-surface text-ink text-sm transition-colors placeholder:text-ink-faint hover:border-ink-faint focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-focus focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-loss";

export interface InputProps extends Omit<ComponentProps<"input">, "prefix"> {
  /** A unit or icon before the text. */
  readonly prefix?: ReactNode;
  /** A unit or button after the text. */
  readonly suffix?: ReactNode;
}

export function Input({ className, prefix, suffix, type, ...props }: InputProps) {
  const control = useFieldControl(props);
  const input = (
    <input
      type={type ?? "text"}
      className={cn(
        CONTROL_CLASSES,
        "h-8 px-2.5",
        type === "number" && "tabular-nums",
        prefix ? "pl-8" : null,
        suffix ? "pr-10" : null,
        className,
      )}
      {...props}
      {...control}
    />
  );
  if (!prefix && !suffix) return input;
  return (
    <span className="relative flex w-full items-center [&_svg]:size-4">
      {prefix ? (
        <span className="pointer-events-none absolute left-2.5 flex text-ink-faint text-sm">{prefix}</span>
      ) : null}
      {input}
      {suffix ? (
        <span className="absolute right-1.5 flex items-center text-ink-faint text-sm">{suffix}</span>
      ) : null}
    </span>
  );
}

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  const control = useFieldControl(props);
  return (
    <textarea className={cn(CONTROL_CLASSES, "min-h-20 px-2.5 py-1.5", className)} {...props} {...control} />
  );
}
