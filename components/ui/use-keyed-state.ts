"use client";
import { type SetStateAction, useCallback, useState } from "react";

/**
 * State that belongs to a key and begins anew with another one. It is put back while rendering: an effect of the
 * first showing would come after a quick reader's first touch and undo it.
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
