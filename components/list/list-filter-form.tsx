"use client";
import Check from "lucide-react/icons/check";
import ChevronLeft from "lucide-react/icons/chevron-left";
import ChevronRight from "lucide-react/icons/chevron-right";
import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import type { ChoiceFilter, ListFilter, ListQuery, RangeFilter } from "./list-definition";
import { chosenValues } from "./list-query";

export interface ListFilterFormProps {
  readonly filters: readonly ListFilter[];
  /** The one being edited; absent for the list of filters. */
  readonly filter: ListFilter | undefined;
  readonly query: ListQuery;
  /** Opens a filter by its key, "" the list of filters; null closes. */
  readonly setEditing: (key: string | null) => void;
  readonly setFilter: (values: Readonly<Record<string, string | null>>) => void;
}

/** What stands in the filter menu: the list of filters, or the choices or bounds of one. */
export function ListFilterForm({ filters, filter, query, setEditing, setFilter }: ListFilterFormProps) {
  const t = useTranslations("list");
  return filter ? (
    <>
      <button
        type="button"
        onClick={() => setEditing("")}
        aria-label={t("filterBack")}
        className="flex w-full items-center gap-1 rounded-sm px-1.5 py-1.5 text-ink-faint text-xs hover:bg-hover"
      >
        <ChevronLeft aria-hidden="true" className="size-3.5" />
        {filter.label}
      </button>
      {filter.kind === "choice" ? (
        <Choices
          filter={filter}
          chosen={chosenValues(filter, query)}
          onChange={(value) => {
            setFilter({ [filter.key]: value });
            if (!filter.multiple) setEditing(null);
          }}
        />
      ) : (
        <Range
          key={filter.key}
          filter={filter}
          query={query}
          onApply={(values) => {
            setFilter(values);
            setEditing(null);
          }}
        />
      )}
    </>
  ) : (
    <>
      <p className="px-2 pt-1.5 pb-1 text-ink-faint text-xs">{t("filterBy")}</p>
      {filters.map(({ key, label }) => (
        <button
          key={key}
          type="button"
          onClick={() => setEditing(key)}
          className="flex w-full items-center justify-between rounded-sm px-2 py-1.5 text-left hover:bg-hover"
        >
          {label}
          <ChevronRight aria-hidden="true" className="size-3.5 text-ink-faint" />
        </button>
      ))}
    </>
  );
}

interface ChoicesProps {
  readonly filter: ChoiceFilter;
  readonly chosen: readonly string[];
  readonly onChange: (value: string | null) => void;
}

function Choices({ filter, chosen, onChange }: ChoicesProps) {
  const press = (value: string) => {
    const has = chosen.includes(value);
    if (!filter.multiple) return onChange(has ? null : value);
    const next = has ? chosen.filter((other) => other !== value) : [...chosen, value];
    // The order of the options, not of the presses: equal choices have equal addresses.
    const ordered = filter.options.map((option) => option.value).filter((option) => next.includes(option));
    return onChange(ordered.join(",") || null);
  };
  return (
    <div className="max-h-72 overflow-y-auto">
      {filter.options.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen.includes(value)}
          onClick={() => press(value)}
          className="flex w-full items-center justify-between gap-2 rounded-sm px-2 py-1.5 text-left hover:bg-hover"
        >
          <span className="truncate">{label}</span>
          <Check
            aria-hidden="true"
            className={cn("size-4 shrink-0 text-accent-text", !chosen.includes(value) && "invisible")}
          />
        </button>
      ))}
    </div>
  );
}

interface RangeProps {
  readonly filter: RangeFilter;
  readonly query: ListQuery;
  readonly onApply: (values: Readonly<Record<string, string | null>>) => void;
}

function Range({ filter, query, onApply }: RangeProps) {
  const t = useTranslations("list");
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const boundOf = (name: string) => String(form.get(name) ?? "").trim() || null;
    onApply({ [filter.fromKey]: boundOf("from"), [filter.toKey]: boundOf("to") });
  };
  const bounds = { min: filter.min, max: filter.max, step: "any" };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 p-2">
      <div className="grid grid-cols-2 gap-2">
        <label htmlFor={`${id}-from`} className="flex flex-col gap-1 text-ink-soft text-xs">
          {t("filterFrom")}
          <Input
            id={`${id}-from`}
            name="from"
            type="number"
            autoFocus
            defaultValue={query[filter.fromKey]}
            suffix={filter.unit}
            {...bounds}
          />
        </label>
        <label htmlFor={`${id}-to`} className="flex flex-col gap-1 text-ink-soft text-xs">
          {t("filterTo")}
          <Input
            id={`${id}-to`}
            name="to"
            type="number"
            defaultValue={query[filter.toKey]}
            suffix={filter.unit}
            {...bounds}
          />
        </label>
      </div>
      <Button variant="primary" type="submit">
        {t("filterApply")}
      </Button>
    </form>
  );
}
