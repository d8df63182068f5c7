import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { HydratedList } from "@/app/_doors/hydrated-list";
import { orNotFound, pageContext } from "@/app/_doors/page-context";
import { CustomerProfile } from "@/components/customers/customer-profile";
import { CustomerProfileHeader } from "@/components/customers/customer-profile-header";
import { customerKeys } from "@/lib/client/customers";
import { timelineQuery } from "@/lib/contracts/timeline";
import { timelineKindsOf } from "@/lib/domain/timeline";
import { getCustomer } from "@/lib/services/customers/get-customer";
import { listTimeline } from "@/lib/services/customers/list-timeline";

type Params = Promise<{ store: string; customerId: string }>;

/** Once per request, for the page and its title. */
const loadCustomer = cache(async (store: string, customerId: string) => {
  const { actor } = await pageContext(store);
  if (!z.uuid().safeParse(customerId).success) notFound();
  return orNotFound(getCustomer(actor, customerId));
});

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { store, customerId } = await params;
  return { title: (await loadCustomer(store, customerId)).name };
}

export default async function Page({
  params,
  searchParams,
}: {
  params: Params;
  searchParams: Promise<{ kinds?: string | string[]; list?: string | string[] }>;
}) {
  const { store, customerId } = await params;
  const { actor } = await pageContext(store);
  const customer = await loadCustomer(store, customerId);
  const { kinds: asked, list } = await searchParams;
  const kinds = timelineKindsOf(String(asked ?? ""));
  return (
    <HydratedList
      queryKey={customerKeys.timeline(store, customer.id, kinds)}
      load={async () => {
        const query = timelineQuery.parse(kinds.length > 0 ? { kinds: kinds.join() } : {});
        return listTimeline(actor, customer.id, query);
      }}
    >
      <CustomerProfileHeader
        store={store}
        customer={customer}
        listState={typeof list === "string" ? list : null}
      />
      <CustomerProfile store={store} customer={customer} />
    </HydratedList>
  );
}
