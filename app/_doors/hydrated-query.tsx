import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** Puts one answer into the browser's cache under the key that a component will look for, so that it stands at once. */
export async function HydratedQuery({
  queryKey,
  load,
  children,
}: {
  queryKey: QueryKey;
  load: () => Promise<unknown>;
  children: ReactNode;
}) {
  const queryClient = new QueryClient();
  await queryClient.fetchQuery({ queryKey, queryFn: load, retry: false });
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}
