import { internalRoute } from "@/app/_doors/internal-route";
import { runListQuery } from "@/lib/contracts/training";
import { listRuns } from "@/lib/services/training/list-runs";

export const GET = internalRoute(({ actor, query }) => listRuns(actor, runListQuery.parse(query)));
