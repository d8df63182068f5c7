"use client";
import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";

export type AddressValues<Name extends string> = { readonly [N in Name]: string | null };
export type SetAddress<Name extends string> = (
  changes: { readonly [N in Name]?: string | null },
  options?: { readonly history?: "push" | "replace" },
) => void;

/**
 * A page's state that stands in its address: the named parameters, and a way to change some of them without
 * asking the server (Next keeps its router in step with the browser's own history). null takes one away.
 * `names` decides nothing but the type and may change.
 */
export function useAddress<Name extends string>(
  names: readonly Name[],
): readonly [AddressValues<Name>, SetAddress<Name>] {
  const search = useSearchParams();
  const list = names.join();
  const values = useMemo(
    () => Object.fromEntries(list.split(",").map((name) => [name, search.get(name)])) as AddressValues<Name>,
    [search, list],
  );
  const set = useCallback<SetAddress<Name>>((changes, { history = "replace" } = {}) => {
    // The address as it is now, not as it was drawn: two changes in a row both count.
    const { pathname, search: before, hash } = window.location;
    const next = new URLSearchParams(before);
    for (const [name, value] of Object.entries<string | null | undefined>(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const query = next.toString();
    const address = `${pathname}${query ? `?${query}` : ""}${hash}`;
    if (history === "push") window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  }, []);
  return [values, set];
}
