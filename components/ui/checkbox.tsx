"use client";
import Check from "lucide-react/icons/check";
import Minus from "lucide-react/icons/minus";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { useFieldControl } from "./field";

export function Checkbox({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  const control = useFieldControl(props);
  return (
    <Radix.Root
      className={cn(
        "group flex size-4 shrink-0 items-center justify-center rounded-[4px] border border-ink-faint/60 bg-surface transition-colors hover:border-ink-soft disabled:opacity-50 aria-invalid:border-loss data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent",
        className,
      )}
      {...props}
      {...control}
    >
      <Radix.Indicator className="text-on-accent [&_svg]:size-3 [&_svg]:stroke-3">
        <Check aria-hidden="true" className="group-data-[state=indeterminate]:hidden" />
        <Minus aria-hidden="true" className="hidden group-data-[state=indeterminate]:block" />
      </Radix.Indicator>
    </Radix.Root>
  );
}
