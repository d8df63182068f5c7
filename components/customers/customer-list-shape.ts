import { listAddress } from "@/components/list/list-address";
import type { ListShape } from "@/components/list/list-definition";

export const CUSTOMER_DEFAULT_SORT = {
  key: "name",
  direction: "asc",
} as const satisfies ListShape["defaultSort"];

/** The names the list's address may carry; the browser adds labels and options to them. */
export const CUSTOMER_LIST_SHAPE: ListShape = {
  defaultSort: CUSTOMER_DEFAULT_SORT,
  filters: [
    { kind: "choice", key: "segment", label: "segment", options: [] },
    { kind: "choice", key: "rfm", label: "rfm", options: [], multiple: true },
    { kind: "range", key: "silent", label: "silent", fromKey: "silentFrom", toKey: "silentTo", min: 0 },
    { kind: "range", key: "overdue", label: "overdue", fromKey: "overdueFrom", toKey: "overdueTo", min: 0 },
    { kind: "range", key: "revenue", label: "revenue", fromKey: "revenueFrom", toKey: "revenueTo", min: 0 },
    { kind: "range", key: "orders", label: "orders", fromKey: "ordersFrom", toKey: "ordersTo", min: 0 },
    { kind: "choice", key: "gender", label: "gender", options: [] },
    { kind: "range", key: "age", label: "age", fromKey: "ageFrom", toKey: "ageTo", min: 0 },
    { kind: "range", key: "ratings", label: "ratings", fromKey: "ratingsFrom", toKey: "ratingsTo", min: 0 },
  ],
};

/** The way from the list to a customer's profile and back. */
export const CUSTOMER_ADDRESS = listAddress("customers", CUSTOMER_LIST_SHAPE.filters);

/** Filters that mean something only where customers have ordered. */
export const ORDER_FILTERS: readonly string[] = ["rfm", "silent", "overdue", "revenue", "orders"];
