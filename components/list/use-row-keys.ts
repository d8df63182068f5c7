"use client";
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";

export interface RowKeysOptions {
  readonly rowCount: number;
  readonly onOpen: (row: number) => void;
  readonly onToggle: (row: number) => void;
  readonly onEscape: () => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Up, down, Home and End walk the rows (one tab stop), Enter opens, Space ticks, "/" searches. */
export function useRowKeys({ rowCount, onOpen, onToggle, onEscape, searchRef }: RowKeysOptions) {
  const bodyRef = useRef<HTMLTableSectionElement>(null);
  const [activeRow, setActiveRow] = useState(0);
  const active = Math.min(activeRow, Math.max(0, rowCount - 1));

  const focusRow = (row: number) => {
    if (rowCount === 0) return;
    const wanted = Math.min(rowCount - 1, Math.max(0, row));
    setActiveRow(wanted);
    bodyRef.current?.querySelector<HTMLElement>(`[data-row="${wanted}"]`)?.focus();
  };

  // In place before the rows are seen: a key pressed at first sight counts.
  useLayoutEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (document.querySelector("[role=dialog], [role=alertdialog]")) return;
      event.preventDefault();
      searchRef.current?.focus();
      searchRef.current?.select();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [searchRef]);

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    // A control inside a row keeps its own keys.
    if (!(event.target instanceof HTMLElement) || event.target.dataset.row === undefined) return;
    const row = Number(event.target.dataset.row);
    const steps: Record<string, number> = {
      ArrowDown: row + 1,
      ArrowUp: row - 1,
      PageDown: row + 10,
      PageUp: row - 10,
      Home: 0,
      End: rowCount - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) focusRow(next);
    else if (event.key === "Enter") onOpen(row);
    else if (event.key === " ") onToggle(row);
    else if (event.key === "Escape") onEscape();
    else return;
    event.preventDefault();
  };
  return { bodyRef, activeRow: active, setActiveRow, focusRow, onKeyDown };
}
