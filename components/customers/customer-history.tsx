"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { useAddress } from "@/components/ui/use-address";
import type { CustomerDetail } from "@/lib/contracts/customers";
import { CustomerOrders } from "./customer-orders";
import { CustomerRatings } from "./customer-ratings";
import { CustomerTimeline } from "./customer-timeline";

/** What happened with a customer, as a timeline or as tables of its orders and ratings. */
export function CustomerHistory({ store, customer }: { store: string; customer: CustomerDetail }) {
  const t = useTranslations("customers");
  const [address, setAddress] = useAddress(["view"]);
  const { recentOrders, recentRatings, timeline } = customer;
  const views = [
    { value: "timeline", label: t("viewTimeline") },
    ...(recentOrders.length > 0 ? [{ value: "orders", label: t("viewOrders") }] : []),
    ...(recentRatings.length > 0 ? [{ value: "ratings", label: t("viewRatings") }] : []),
  ];
  const view = views.find(({ value }) => value === address.view)?.value ?? "timeline";
  const latest = (shown: number, of: number | undefined): ReactNode =>
    (of ?? 0) > shown ? t("latest", { count: shown }) : undefined;
  return (
    <Card
      id="history"
      className="scroll-mt-4"
      title={views.find(({ value }) => value === view)?.label}
      actions={
        views.length > 1 ? (
          <SegmentedControl
            label={t("views")}
            options={views}
            value={view}
            onValueChange={(value) => setAddress({ view: value === "timeline" ? null : value })}
          />
        ) : null
      }
      footer={
        view === "orders"
          ? latest(recentOrders.length, timeline.order)
          : view === "ratings"
            ? latest(recentRatings.length, timeline.rating)
            : undefined
      }
    >
      {view === "orders" ? (
        <CustomerOrders orders={recentOrders} />
      ) : view === "ratings" ? (
        <CustomerRatings ratings={recentRatings} />
      ) : (
        <CustomerTimeline store={store} customer={customer} />
      )}
    </Card>
  );
}
