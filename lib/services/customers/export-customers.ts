import type { CustomerListQuery } from "@/lib/contracts/customers";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { listCustomerRows } from "@/lib/data/customer-list";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { type Shop, shopNow } from "@/lib/domain/shop";
import { csvOfPages } from "../csv-text";
import { customerFilters } from "./customer-filters";

const BATCH = 1_000;
const COLUMNS = [
  "id",
  "name",
  "email",
  "age",
  "gender",
  "rfmGroup",
  "orderCount",
  "revenueMinor",
  "lastOrderAt",
  "dueAt",
  "ratingCount",
  "ratingMean",
  "ratingDeviation",
  "lastActiveAt",
] as const;

/**
 * The customers on screen as CSV, in pieces, so that a million rows pass through little memory.
 * Who took which rows along is in the audit log before the first one leaves.
 * @param now wall time
 */
export async function exportCustomers(
  actor: Actor,
  shop: Pick<Shop, "currency" | "clockKind" | "clockAt">,
  query: Omit<CustomerListQuery, "cursor" | "limit">,
  now: Date,
): Promise<AsyncGenerator<string>> {
  authorise(actor, "customer-contact:export");
  const scope = storeScope(actor.storeId);
  await inTransaction(scope, (tx) =>
    appendAuditEvent(tx, {
      at: now,
      actor,
      action: "customers.exported",
      subjectKind: "customer-list",
      subjectId: "customers",
      detail: query,
    }),
  );
  const filters = { ...customerFilters(query, shop, shopNow(shop, now)), emailSearch: "part" as const };
  return csvOfPages(
    COLUMNS,
    (cursor) => listCustomerRows(scope, { ...query, ...filters, cursor, limit: BATCH }),
    (row) => COLUMNS.map((column) => row[column]),
  );
}
