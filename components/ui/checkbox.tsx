"use client";
import { type ComponentProps, useEffect, useLayoutEffect, useRef } from "react";
import { cn } from "./class-names";
import { useFieldControl } from "./field";

export interface CheckboxProps
  extends Omit<ComponentProps<"input">, "type" | "checked" | "defaultChecked" | "onChange"> {
  readonly checked?: boolean | "indeterminate";
  readonly defaultChecked?: boolean;
  readonly onCheckedChange?: (checked: boolean) => void;
}

export function Checkbox({ className, checked, onCheckedChange, ...props }: CheckboxProps) {
  const control = useFieldControl(props);
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = checked === "indeterminate";
  }, [checked]);
  // Ticked while the page's script was still on its way: said now, so that nothing looks ticked and is not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the script takes over
  useLayoutEffect(() => {
    const ticked = ref.current?.checked ?? false;
    if (checked !== undefined && ticked !== (checked === true)) onCheckedChange?.(ticked);
  }, []);
  return (
    <input
      ref={ref}
      type="checkbox"
      autoComplete="off"
      className={cn(
        "tick block size-4 shrink-0 appearance-none rounded-[4px] border border-ink-faint/60 bg-surface transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent hover:border-ink-soft disabled:opacity-50 aria-invalid:border-loss",
        className,
      )}
      {...props}
      {...control}
      {...(checked === undefined ? {} : { checked: checked === true })}
      onChange={(event) => onCheckedChange?.(event.target.checked)}
    />
  );
}
