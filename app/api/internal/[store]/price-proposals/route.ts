import { internalRoute } from "@/app/_doors/internal-route";
import { proposalListQuery } from "@/lib/contracts/pricing";
import { listProposals } from "@/lib/services/pricing/list-proposals";

export const GET = internalRoute(({ actor, query, now }) =>
  listProposals(actor, proposalListQuery.parse(query), now),
);
