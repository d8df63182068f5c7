import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { HydratedList } from "@/app/_doors/hydrated-list";
import { pageContext, type SearchedShopPage } from "@/app/_doors/page-context";
import { CustomerList } from "@/components/customers/customer-list";
import { CUSTOMER_LIST_SHAPE } from "@/components/customers/customer-list-shape";
import { listQueryOf } from "@/components/list/list-query";
import { AsOf } from "@/components/ui/as-of";
import { PageHeader } from "@/components/ui/page-header";
import { customerKeys } from "@/lib/client/customers";
import { customerListQuery } from "@/lib/contracts/customers";
import { can } from "@/lib/domain/permissions";
import { listCustomerGenders, listCustomers } from "@/lib/services/customers/list-customers";
import { listSegmentations } from "@/lib/services/segments/list-segmentations";

const OFFERED_SEGMENTATIONS = 5;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("customers"))("title") };
}

export default async function Page({ params, searchParams }: SearchedShopPage) {
  const { store } = await params;
  const { actor, shop, now } = await pageContext(store);
  const t = await getTranslations("customers");
  const query = listQueryOf(CUSTOMER_LIST_SHAPE, await searchParams);
  const rated = await listCustomers(actor, shop, customerListQuery.parse({ limit: 1, ratingsFrom: 1 }), now);
  const all = await listCustomers(actor, shop, customerListQuery.parse({ limit: 1 }), now);
  const buyers = await listCustomers(actor, shop, customerListQuery.parse({ limit: 1, ordersFrom: 1 }), now);
  const overdue = await listCustomers(
    actor,
    shop,
    customerListQuery.parse({ limit: 1, overdueFrom: 1 }),
    now,
  );
  const segmentations = await listSegmentations(actor);
  return (
    <>
      <PageHeader
        title={t("title")}
        finding={
          buyers.total > 0
            ? t.rich("findingBuyers", {
                total: all.total,
                buyers: buyers.total,
                overdue: overdue.total,
                link: (words) => (
                  <Link
                    className="text-accent-text underline decoration-accent-line underline-offset-4 hover:decoration-current"
                    href={`/${store}/customers?overdueFrom=1&sort=revenueMinor&direction=desc`}
                  >
                    {words}
                  </Link>
                ),
              })
            : t("finding", {
                total: all.total,
                rated: rated.total,
                known: rated.total === 0 ? "none" : rated.total === all.total ? "all" : "some",
              })
        }
        note={<AsOf />}
      />
      <HydratedList
        queryKey={customerKeys.list(store, query)}
        load={() => listCustomers(actor, shop, customerListQuery.parse(query), now)}
      >
        <CustomerList
          store={store}
          genders={await listCustomerGenders(actor)}
          segmentations={segmentations.slice(0, OFFERED_SEGMENTATIONS)}
          hasOrders={buyers.total > 0}
          mayExport={can(actor, "customer-contact:export")}
        />
      </HydratedList>
    </>
  );
}
