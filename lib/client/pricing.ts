import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/page";
import type { PriceProposalView } from "@/lib/contracts/pricing";
import type { RuleTargetView } from "@/lib/contracts/pricing-policies";
import type { ProductPriceRow } from "@/lib/contracts/product-prices";
import { fetchJson, withQuery } from "./fetch-json";

type Query = Readonly<Record<string, string>>;

export const pricingKeys = {
  all: (store: string) => ["pricing", store] as const,
  queue: (store: string, query: Query) => [...pricingKeys.all(store), "queue", query] as const,
  /** Names are in the reader's language, and so is what is kept of them. */
  products: (store: string, locale: string, query: Query) =>
    [...pricingKeys.all(store), "products", locale, query] as const,
};

export const proposalPages = (store: string, query: Query) =>
  infiniteQueryOptions({
    queryKey: pricingKeys.queue(store, query),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page<PriceProposalView>>(
        withQuery(`/api/internal/${store}/price-proposals`, { ...query, cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const productPricePages = (store: string, locale: string, query: Query) =>
  infiniteQueryOptions({
    queryKey: pricingKeys.products(store, locale, query),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page<ProductPriceRow>>(
        withQuery(`/api/internal/${store}/product-prices`, { ...query, cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export function productPriceExportHref(store: string, query: Query): string {
  return withQuery(`/api/internal/${store}/product-prices/export`, query);
}

/** Products that a rule of the policy may be about, by a part of their name. */
export const ruleTargets = (store: string, q: string) =>
  queryOptions({
    queryKey: [...pricingKeys.all(store), "rule-targets", q] as const,
    queryFn: ({ signal }) =>
      fetchJson<readonly RuleTargetView[]>(withQuery(`/api/internal/${store}/rule-targets`, { q }), signal),
    enabled: q !== "",
  });
