"use client";
import type { CustomerDetail } from "@/lib/contracts/customers";
import { CustomerAbout } from "./customer-about";
import { CustomerFeatureTable } from "./customer-feature-table";
import { CustomerFigures } from "./customer-figures";
import { CustomerHistory } from "./customer-history";
import { CustomerSegments } from "./customer-segments";

export interface CustomerProfileProps {
  readonly store: string;
  readonly customer: CustomerDetail;
}

/** What the shop knows of one customer: figures, history, segments and why, features with definitions, master data. */
export function CustomerProfile({ store, customer }: CustomerProfileProps) {
  return (
    <div className="flex flex-col gap-6">
      <CustomerFigures customer={customer} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <CustomerHistory store={store} customer={customer} />
        <div className="flex min-w-0 flex-col gap-6">
          <CustomerSegments store={store} customer={customer} />
          <CustomerFeatureTable customer={customer} />
          <CustomerAbout customer={customer} />
        </div>
      </div>
    </div>
  );
}
