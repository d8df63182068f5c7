"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useFormat } from "@/components/ui/shop-format";
import type { ListFilter, ListQuery } from "./list-definition";
import { chosenValues, filterParams } from "./list-query";

export interface ListFilterChipsProps {
  readonly filters: readonly ListFilter[];
  readonly query: ListQuery;
  readonly onEdit: (key: string) => void;
  readonly onRemove: (filter: ListFilter) => void;
  readonly onClear: () => void;
}

/** The filters in force, each in words, each to be changed or taken away. */
export function ListFilterChips({ filters, query, onEdit, onRemove, onClear }: ListFilterChipsProps) {
  const t = useTranslations("list");
  const format = useFormat();
  const active = filters.filter((filter) => filterParams(filter).some((name) => query[name]));
  if (active.length === 0) return null;

  const wordsOf = (filter: ListFilter): string => {
    if (filter.kind === "choice") {
      const labels = chosenValues(filter, query).map(
        (value) => filter.options.find((option) => option.value === value)?.label ?? value,
      );
      return t("chipChoice", { name: filter.label, values: format.list(labels) });
    }
    const bound = (text: string) => {
      const number = Number(text);
      const words = Number.isFinite(number) ? format.number(number) : text;
      return filter.unit ? `${words} ${filter.unit}` : words;
    };
    const from = query[filter.fromKey];
    const to = query[filter.toKey];
    const name = filter.label;
    if (from && to) return t("chipBetween", { name, from: bound(from), to: bound(to) });
    return from ? t("chipFrom", { name, from: bound(from) }) : t("chipTo", { name, to: bound(to ?? "") });
  };

  return (
    <ul aria-label={t("filtersInForce")} className="flex flex-wrap items-center gap-1.5">
      {active.map((filter) => (
        <li key={filter.key} className="max-w-full">
          <Chip name={wordsOf(filter)} onPress={() => onEdit(filter.key)} onRemove={() => onRemove(filter)} />
        </li>
      ))}
      {active.length > 1 ? (
        <li>
          <Button variant="ghost" size="sm" onClick={onClear}>
            {t("filterRemoveAll")}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}
