import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { orNotFound, pageContext } from "@/app/_doors/page-context";
import { CustomerProfile } from "@/components/customers/customer-profile";
import { CustomerProfileHeader } from "@/components/customers/customer-profile-header";
import { getCustomer } from "@/lib/services/customers/get-customer";

type Params = Promise<{ store: string; customerId: string }>;

async function load(params: Params) {
  const { store, customerId } = await params;
  const { actor } = await pageContext(store);
  if (!z.uuid().safeParse(customerId).success) notFound();
  return { store, customer: await orNotFound(getCustomer(actor, customerId)) };
}

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: (await load(params)).customer.name };
}

export default async function Page({ params }: { params: Params }) {
  const { store, customer } = await load(params);
  return (
    <>
      <CustomerProfileHeader store={store} customer={customer} />
      <CustomerProfile store={store} customer={customer} />
    </>
  );
}
