import type { CustomerListQuery } from "@/lib/contracts/customers";
import type { CustomerFilters } from "@/lib/data/customer-list";
import { minorUnitsOf } from "@/lib/domain/minor-units";
import type { Shop } from "@/lib/domain/shop";

const DAY_MS = 86_400_000;

/** A list's address as conditions on rows: days of silence become dates, amounts minor units. @param now the shop's time */
export function customerFilters(
  query: Omit<CustomerListQuery, "cursor" | "limit">,
  shop: Pick<Shop, "currency">,
  now: Date,
): Omit<CustomerFilters, "emailSearch"> {
  const { silentFrom, silentTo, overdueFrom, overdueTo, revenueFrom, revenueTo, ...rest } = query;
  const ago = (days: number | undefined) =>
    days === undefined ? undefined : new Date(now.getTime() - days * DAY_MS);
  const minor = (amount: number | undefined) =>
    amount === undefined ? undefined : amount * minorUnitsOf(shop.currency);
  return {
    ...rest,
    orderedFrom: ago(silentTo),
    orderedTo: ago(silentFrom),
    dueFrom: ago(overdueTo),
    dueTo: ago(overdueFrom),
    revenueFromMinor: minor(revenueFrom),
    revenueToMinor: minor(revenueTo),
  };
}
