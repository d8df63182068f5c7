"use client";
import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import { useTranslations } from "next-intl";
import { cn } from "./class-names";
import { useFieldControl } from "./field";
import { CONTROL_CLASSES } from "./input";

export interface SelectOption<V extends string = string> {
  readonly value: V;
  readonly label: string;
  /** A quiet second line, where the browser can show one: what choosing this means. */
  readonly hint?: string;
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

/**
 * One of a few; for more than about fifteen use a search. The platform's own select: keys, phones and forms
 * know it. Where the browser can style its list (`appearance: base-select`) globals.css does.
 */
export function Select<V extends string = string>(props: SelectProps<V>) {
  const t = useTranslations("ui");
  const { options, value, defaultValue, onValueChange, placeholder, className, id, ...select } = props;
  const control = useFieldControl({ id });
  const open =
    defaultValue === undefined && (value === undefined || !options.some((one) => one.value === value));
  return (
    <span className={cn("relative flex w-full items-center", className)}>
      <select
        {...select}
        {...control}
        {...(value === undefined ? { defaultValue: defaultValue ?? "" } : { value: open ? "" : value })}
        onChange={(event) => onValueChange?.(event.target.value as V)}
        className={cn(CONTROL_CLASSES, "h-8 truncate pr-8 pl-2.5 text-left")}
      >
        {open || placeholder ? (
          <option value="" disabled hidden>
            {placeholder ?? t("selectPlaceholder")}
          </option>
        ) : null}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronsUpDown
        aria-hidden="true"
        className="pointer-events-none absolute right-2.5 size-3.5 text-ink-faint"
      />
    </span>
  );
}
