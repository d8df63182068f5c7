import type { CustomerListQuery, CustomerRow } from "@/lib/contracts/customers";
import type { Page } from "@/lib/contracts/page";
import {
  type CustomerListRow,
  countCustomers,
  listCustomerRows,
  listGenders,
} from "@/lib/data/customer-list";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise, can } from "@/lib/domain/permissions";
import type { Shop } from "@/lib/domain/shop";
import { customerFilters } from "./customer-filters";

/**
 * A page of the shop's customers. E-mail is shown, and searched by a part of it, to readers who may take contact data
 * along; who may see it one customer at a time finds a customer by the whole address. @param now the shop's time
 */
export async function listCustomers(
  actor: Actor,
  shop: Pick<Shop, "currency">,
  query: CustomerListQuery,
  now: Date,
): Promise<Page<CustomerRow>> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const seesContacts = can(actor, "customer-contact:export");
  const emailSearch = seesContacts ? "part" : can(actor, "customer-contact:read") ? "whole" : "none";
  const filters = { ...customerFilters(query, shop, now), emailSearch } as const;
  const total = await countCustomers(scope, filters);
  const { rows, nextCursor } = await listCustomerRows(scope, { ...query, ...filters });
  return { rows: rows.map((row) => toRow(row, seesContacts)), nextCursor, total };
}

/** The genders that occur among the shop's customers, for the list's filter. */
export async function listCustomerGenders(actor: Actor): Promise<string[]> {
  authorise(actor, "shop:read");
  return listGenders(storeScope(actor.storeId));
}

function toRow(row: CustomerListRow, seesContacts: boolean): CustomerRow {
  return {
    ...row,
    email: seesContacts ? row.email : null,
    lastOrderAt: row.lastOrderAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
    lastActiveAt: row.lastActiveAt?.toISOString() ?? null,
  };
}
