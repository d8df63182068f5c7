"use client";
import { useKeyedState } from "@/components/ui/use-keyed-state";
import type { ListQuery, ListSelection } from "./list-definition";

interface Ticked {
  readonly ids: ReadonlySet<string>;
  readonly all: boolean;
}

const NONE: Ticked = { ids: new Set(), all: false };

/** Which rows are ticked; a new question to the list forgets them. */
export function useListSelection(query: ListQuery, total: number) {
  const [{ ids, all }, setTicked] = useKeyedState(JSON.stringify(query), NONE);
  const change = (edit: (ids: Set<string>) => void) =>
    setTicked((before) => {
      const after = new Set(before.ids);
      edit(after);
      return { ids: after, all: false };
    });
  const selection: ListSelection = all ? { kind: "all", query, total } : { kind: "some", ids: [...ids] };
  return {
    has: (id: string) => all || ids.has(id),
    all,
    count: all ? total : ids.size,
    selection,
    toggle: (id: string) => change((after) => after.delete(id) || after.add(id)),
    setMany: (many: readonly string[], selected: boolean) =>
      change((after) => {
        for (const id of many) selected ? after.add(id) : after.delete(id);
      }),
    selectAll: () => setTicked((before) => ({ ...before, all: true })),
    clear: () => setTicked(NONE),
  };
}
export type ListSelectionState = ReturnType<typeof useListSelection>;
