"use client";
import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { useFieldControl } from "./field";

export interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role" | "onChange"> {
  readonly onCheckedChange?: (checked: boolean) => void;
}

/** On or off, in force at once; a choice that waits for "Save" is a Checkbox. */
export function Switch({ className, onCheckedChange, ...props }: SwitchProps) {
  const control = useFieldControl(props);
  return (
    <input
      type="checkbox"
      // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its state by itself
      role="switch"
      className={cn(
        "relative h-[18px] w-8 shrink-0 appearance-none rounded-full bg-ink-faint transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-surface before:transition-transform checked:bg-accent checked:before:translate-x-3.5 disabled:opacity-50",
        className,
      )}
      {...props}
      {...control}
      onChange={(event) => onCheckedChange?.(event.target.checked)}
    />
  );
}
