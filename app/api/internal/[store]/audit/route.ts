import { internalRoute } from "@/app/_doors/internal-route";
import { auditListQuery } from "@/lib/contracts/audit";
import { listAuditEvents } from "@/lib/services/audit/list-audit-events";

export const GET = internalRoute(({ actor, query }) => listAuditEvents(actor, auditListQuery.parse(query)));
