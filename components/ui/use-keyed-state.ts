"use client";
import { type SetStateAction, useCallback, useState } from "react";

/**
 * State that belongs to a key and begins anew with another one. It is put back while rendering, not in an effect: what
 * effects set when React takes over a page of the server's waits until the browser is idle, and would undo what a quick
 * reader has done by then.
 */
export function useKeyedState<T>(key: string, initial: T) {
  const [kept, setKept] = useState({ key, value: initial });
  const current = kept.key === key ? kept : { key, value: initial };
  if (current !== kept) setKept(current);
  const set = useCallback((next: SetStateAction<T>) => {
    setKept((before) => ({
      ...before,
      value: next instanceof Function ? next(before.value) : next,
    }));
  }, []);
  return [current.value, set] as const;
}
