"use client";
import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./class-names";

export interface RadioCard<V extends string = string> {
  readonly value: V;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly disabled?: boolean;
}
export interface RadioCardsProps<V extends string> {
  readonly label: string;
  readonly cards: readonly RadioCard<V>[];
  readonly value?: V;
  readonly defaultValue?: V;
  readonly onValueChange?: (value: V) => void;
  readonly name?: string;
  readonly className?: string;
}

/** One of a few where each choice needs a sentence. */
export function RadioCards<V extends string>({
  label,
  cards,
  onValueChange,
  className,
  ...root
}: RadioCardsProps<V>) {
  return (
    <RadioGroup.Root
      aria-label={label}
      onValueChange={onValueChange as ((value: string) => void) | undefined}
      className={cn("grid gap-2", className)}
      {...root}
    >
      {cards.map((card) => (
        <RadioGroup.Item
          key={card.value}
          value={card.value}
          disabled={card.disabled}
          className="group flex items-start gap-2.5 rounded-md border bg-surface p-3 text-left transition-colors hover:border-line-strong disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span
            aria-hidden="true"
            className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-ink-faint/60 bg-surface group-data-[state=checked]:border-accent"
          >
            <RadioGroup.Indicator className="size-2 rounded-full bg-accent" />
          </span>
          <span className="flex flex-col gap-0.5">
            <span className="font-medium text-sm">{card.title}</span>
            {card.description ? <span className="text-ink-soft text-xs">{card.description}</span> : null}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
