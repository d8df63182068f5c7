"use client";
import { type ReactNode, useId, useState } from "react";
import { cn } from "./class-names";

export interface SegmentedOption<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  /** Needed when `label` is an icon. */
  readonly ariaLabel?: string;
}
export interface SegmentedControlProps<V extends string> {
  readonly label: string;
  readonly options: readonly SegmentedOption<V>[];
  readonly value: V;
  readonly onValueChange: (value: V) => void;
  readonly className?: string;
}

/**
 * Two to four views of the same thing; one is always on. It answers a click at once: the value often stands in the
 * address, which the router follows a moment later.
 */
export function SegmentedControl<V extends string>(props: SegmentedControlProps<V>) {
  const name = useId();
  const [chosen, setChosen] = useState(props.value);
  const [given, setGiven] = useState(props.value);
  if (props.value !== given) {
    setGiven(props.value);
    setChosen(props.value);
  }
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      className={cn("inline-flex h-8 items-center gap-0.5 rounded-md bg-sunken p-0.5", props.className)}
    >
      {props.options.map((option) => (
        <label
          key={option.value}
          className="inline-flex h-7 cursor-pointer items-center gap-1.5 rounded-[6px] px-2.5 font-medium text-ink-soft text-xs transition-colors hover:text-ink has-checked:bg-surface has-checked:text-ink has-checked:ring-1 has-checked:ring-line has-focus-visible:outline-2 has-focus-visible:outline-focus [&_svg]:size-4"
        >
          <input
            type="radio"
            name={name}
            aria-label={option.ariaLabel}
            checked={option.value === chosen}
            onChange={() => {
              setChosen(option.value);
              props.onValueChange(option.value);
            }}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
