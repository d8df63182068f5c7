"use client";
import Check from "lucide-react/icons/check";
import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import { useTranslations } from "next-intl";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./class-names";
import { useFieldControl } from "./field";
import { CONTROL_CLASSES } from "./input";

export interface SelectOption<V extends string = string> {
  readonly value: V;
  readonly label: ReactNode;
  /** A quiet second line: what choosing this means. */
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}
export interface SelectProps<V extends string> {
  readonly options: readonly SelectOption<V>[];
  readonly value?: V | undefined;
  readonly defaultValue?: V | undefined;
  readonly onValueChange?: (value: V) => void;
  readonly name?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly required?: boolean;
  readonly id?: string;
  readonly "aria-label"?: string;
  readonly className?: string;
}

/** One of a few. For more than about fifteen use a search. */
export function Select<V extends string = string>({
  options,
  onValueChange,
  placeholder,
  className,
  id,
  "aria-label": ariaLabel,
  ...root
}: SelectProps<V>) {
  const t = useTranslations("ui");
  const control = useFieldControl({ id });
  return (
    <Radix.Root {...(root as object)} onValueChange={onValueChange as ((value: string) => void) | undefined}>
      <Radix.Trigger
        {...control}
        aria-label={ariaLabel}
        className={cn(
          CONTROL_CLASSES,
          "inline-flex h-8 items-center justify-between gap-2 px-2.5 text-left data-placeholder:text-ink-faint",
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder ?? t("selectPlaceholder")} />
        </span>
        <Radix.Icon asChild>
          <ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) max-w-96 animate-rise overflow-hidden rounded-md border bg-surface shadow-float"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled}
                className="relative flex cursor-default select-none flex-col rounded-sm py-1.5 pr-8 pl-2 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-hover"
              >
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.hint ? <span className="text-ink-faint text-xs">{option.hint}</span> : null}
                <Radix.ItemIndicator className="absolute top-2 right-2 text-accent-text">
                  <Check aria-hidden="true" className="size-4" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
