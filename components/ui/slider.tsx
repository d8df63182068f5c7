"use client";
import { Slider as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

export interface SliderProps extends Omit<ComponentProps<typeof Radix.Root>, "aria-label"> {
  /** One name per thumb, said to a screen reader. */
  readonly thumbLabels: readonly string[];
  /** The value in words, e.g. "12.5 %" instead of 0.125. */
  readonly valueText?: (value: number) => string;
}

export function Slider({ className, thumbLabels, valueText, ...props }: SliderProps) {
  const values = props.value ?? props.defaultValue ?? [0];
  return (
    <Radix.Root
      className={cn(
        "relative flex h-5 w-full touch-none select-none items-center data-disabled:opacity-50",
        className,
      )}
      {...props}
    >
      <Radix.Track className="relative h-1 grow rounded-full bg-line-strong">
        <Radix.Range className="absolute h-full rounded-full bg-accent" />
      </Radix.Track>
      {thumbLabels.map((label, index) => (
        <Radix.Thumb
          key={label}
          aria-label={label}
          aria-valuetext={valueText?.(values[index] ?? 0)}
          className="block size-4 rounded-full border-2 border-accent bg-surface transition-shadow hover:ring-4 hover:ring-accent-soft"
        />
      ))}
    </Radix.Root>
  );
}
