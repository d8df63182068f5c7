import type { AuditEntry, AuditListQuery } from "@/lib/contracts/audit";
import type { Page } from "@/lib/contracts/page";
import { listAuditRows } from "@/lib/data/audit-events";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";

/** What was done in the shop and by whom, newest first. */
export async function listAuditEvents(actor: Actor, query: AuditListQuery): Promise<Page<AuditEntry>> {
  authorise(actor, "audit:read");
  const page = await listAuditRows(storeScope(actor.storeId), query);
  return { ...page, rows: page.rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() })) };
}
