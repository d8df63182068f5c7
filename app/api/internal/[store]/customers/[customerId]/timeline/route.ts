import { z } from "zod";
import { internalRoute } from "@/app/_doors/internal-route";
import { timelineQuery } from "@/lib/contracts/timeline";
import { listTimeline } from "@/lib/services/customers/list-timeline";

export const GET = internalRoute<{ store: string; customerId: string }>(({ actor, params, query }) =>
  listTimeline(actor, z.uuid().parse(params.customerId), timelineQuery.parse(query)),
);
