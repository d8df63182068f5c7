"use client";
import { type ReactNode, useId } from "react";
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
export function RadioCards<V extends string>(props: RadioCardsProps<V>) {
  const { label, cards, value, defaultValue, onValueChange, className } = props;
  const own = useId();
  return (
    <div role="radiogroup" aria-label={label} className={cn("grid gap-2", className)}>
      {cards.map((card) => (
        <label
          key={card.value}
          className="flex cursor-pointer items-start gap-2.5 rounded-md border bg-surface p-3 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-disabled:opacity-50 has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name={props.name ?? own}
            value={card.value}
            disabled={card.disabled}
            {...(value === undefined
              ? { defaultChecked: card.value === defaultValue }
              : { checked: card.value === value })}
            onChange={() => onValueChange?.(card.value)}
            className="mt-0.5 size-4 shrink-0 appearance-none rounded-full border border-ink-faint/60 bg-surface outline-none checked:border-[5px] checked:border-accent"
          />
          <span className="flex flex-col gap-0.5">
            <span className="font-medium text-sm">{card.title}</span>
            {card.description ? <span className="text-ink-soft text-xs">{card.description}</span> : null}
          </span>
        </label>
      ))}
    </div>
  );
}
