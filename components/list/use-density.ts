"use client";
import { useSyncExternalStore } from "react";

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

const STORAGE_KEY = "souk-density";
const listeners = new Set<() => void>();

function read(): Density {
  try {
    return localStorage.getItem(STORAGE_KEY) === "compact" ? "compact" : "comfortable";
  } catch {
    return "comfortable"; // storage may be refused; the list then forgets the choice
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How high rows are: a reader's taste, kept in the browser for every list rather than in an address. */
export function useDensity(): readonly [Density, (density: Density) => void] {
  const density = useSyncExternalStore(subscribe, read, () => "comfortable" as const);
  const setDensity = (wanted: Density) => {
    try {
      localStorage.setItem(STORAGE_KEY, wanted);
    } catch {}
    for (const listener of listeners) listener();
  };
  return [density, setDensity];
}
