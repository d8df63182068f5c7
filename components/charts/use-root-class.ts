"use client";
import { useSyncExternalStore } from "react";

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  return () => observer.disconnect();
}

/**
 * The root element's classes as they are now. A canvas redraws on it: the theme's class is set after the
 * effects of the components below the theme provider, so its state alone would come too early.
 */
export function useRootClass(): string {
  return useSyncExternalStore(
    subscribe,
    () => document.documentElement.className,
    () => "",
  );
}
