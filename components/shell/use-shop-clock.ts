"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { pulseKeys, pulseOptions } from "@/lib/client/pulse";
import type { CurrentShop } from "./shell-types";

/**
 * The shop's clock, which goes on while a page is open. Whenever it has moved, everything shown of the shop is asked
 * for again: what the browser keeps by its queries, what the server wrote by a quiet refresh of a simulated day.
 * @returns the shop's now, ISO
 */
export function useShopClock(shop: CurrentShop): string {
  const queryClient = useQueryClient();
  const router = useRouter();
  const { slug, simulated } = shop;
  const { data } = useQuery(pulseOptions(slug, simulated, { now: shop.now }));
  // The page itself may have been made later than the last pulse.
  const now = new Date(Math.max(Date.parse(data.now), Date.parse(shop.now))).toISOString();
  const seen = useRef(now);
  useEffect(() => {
    if (seen.current === now) return;
    seen.current = now;
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => queryKey[1] === slug && queryKey[0] !== pulseKeys.all(slug)[0],
    });
    if (simulated) router.refresh();
  }, [now, slug, simulated, queryClient, router]);
  return now;
}
