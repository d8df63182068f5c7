import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Page } from "@/lib/contracts/page";

/**
 * Puts a list's first page into the browser's cache under the key the list will look for, so that it stands at
 * once. An unreadable address leaves the cache empty: the list then asks, and shows the refusal itself.
 */
export async function HydratedList<Row>({
  queryKey,
  load,
  children,
}: {
  queryKey: QueryKey;
  load: () => Promise<Pick<Page<Row>, "rows" | "nextCursor">>;
  children: ReactNode;
}) {
  const queryClient = new QueryClient();
  await queryClient.prefetchInfiniteQuery({
    queryKey,
    queryFn: load,
    initialPageParam: null as string | null,
    retry: false,
  });
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}
