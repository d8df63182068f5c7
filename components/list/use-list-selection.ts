"use client";
import { useEffect, useState } from "react";
import type { ListQuery, ListSelection } from "./list-definition";

/** Which rows are ticked; a new question to the list forgets them. */
export function useListSelection(query: ListQuery, total: number) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const clear = () => {
    setIds(new Set());
    setAll(false);
  };
  const question = JSON.stringify(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is the event
  useEffect(clear, [question]);

  const toggle = (id: string) => {
    setAll(false);
    setIds((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  };
  const setMany = (many: readonly string[], selected: boolean) => {
    setAll(false);
    setIds((before) => {
      const after = new Set(before);
      for (const id of many) selected ? after.add(id) : after.delete(id);
      return after;
    });
  };
  const count = all ? total : ids.size;
  const selection: ListSelection = all ? { kind: "all", query, total } : { kind: "some", ids: [...ids] };
  return {
    has: (id: string) => all || ids.has(id),
    all,
    count,
    selection,
    toggle,
    setMany,
    selectAll: () => setAll(true),
    clear,
  };
}
export type ListSelectionState = ReturnType<typeof useListSelection>;
