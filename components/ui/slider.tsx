import type { ComponentProps } from "react";
import { cn } from "./class-names";

export interface SliderProps extends Omit<ComponentProps<"input">, "type" | "value" | "onChange"> {
  readonly value: number;
  readonly onValueChange: (value: number) => void;
  /** The value in words for a screen reader, e.g. "12.5 %" instead of 0.125. */
  readonly valueText?: string;
}

/** The browser's own slider in our colours: it knows every key, finger and pointer, and weighs nothing. */
export function Slider({ className, onValueChange, valueText, ...props }: SliderProps) {
  return (
    <input
      type="range"
      aria-valuetext={valueText}
      className={cn("h-5 w-full cursor-pointer accent-accent disabled:opacity-50", className)}
      onChange={(event) => onValueChange(event.target.valueAsNumber)}
      {...props}
    />
  );
}
