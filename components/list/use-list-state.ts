"use client";
import { useCallback, useMemo } from "react";
import { useAddress } from "@/components/ui/use-address";
import type { SortDirection } from "@/lib/contracts/page";
import type { ListColumn, ListFilter, ListShape } from "./list-definition";
import { filterParams, listQueryOf, queryParams, sortOf } from "./list-query";

/** The list's state as the address holds it, and the verbs that change it. */
export function useListState<Row>(shape: ListShape, columns: readonly ListColumn<Row>[]) {
  const names = useMemo(() => [...queryParams(shape), "columns", "open"], [shape]);
  const [params, setParams] = useAddress(names);
  const query = useMemo(() => listQueryOf(shape, params), [shape, params]);
  const sort = sortOf(shape, query);

  const shownAtFirst = useMemo(
    () => columns.filter((column) => !column.hiddenAtFirst).map(({ key }) => key),
    [columns],
  );
  const shown = params.columns ? params.columns.split(",") : shownAtFirst;
  // The first column names the row and always stays.
  const visible = columns.filter(({ key }, place) => place === 0 || shown.includes(key));

  const setSearch = useCallback((text: string) => setParams({ q: text.trim() || null }), [setParams]);
  const setSort = (key: string, direction: SortDirection) => {
    const isDefault = key === shape.defaultSort.key && direction === shape.defaultSort.direction;
    return setParams({ sort: isDefault ? null : key, direction: isDefault ? null : direction });
  };
  const setFilter = (values: Readonly<Record<string, string | null>>) => setParams({ ...values });
  const removeFilter = (filter: ListFilter) =>
    setParams(Object.fromEntries(filterParams(filter).map((name) => [name, null])));
  const clearNarrowing = () =>
    setParams(Object.fromEntries(["q", ...shape.filters.flatMap(filterParams)].map((name) => [name, null])));
  const setColumns = (keys: readonly string[]) => {
    const ordered = columns.map(({ key }) => key).filter((key) => keys.includes(key));
    return setParams({ columns: ordered.join() === shownAtFirst.join() ? null : ordered.join() });
  };
  const setOpen = useCallback(
    (id: string | null) => setParams({ open: id }, { history: id ? "push" : "replace" }),
    [setParams],
  );

  return {
    query,
    sort,
    visible,
    openId: params.open ?? null,
    setSearch,
    setSort,
    setFilter,
    removeFilter,
    clearNarrowing,
    setColumns,
    setOpen,
  };
}
