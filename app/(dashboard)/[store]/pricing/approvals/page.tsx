import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HydratedList } from "@/app/_doors/hydrated-list";
import { pageContext, type SearchedShopPage } from "@/app/_doors/page-context";
import { listQueryOf } from "@/components/list/list-query";
import { ApprovalQueue } from "@/components/pricing/approval-queue";
import { ApprovalsHeader } from "@/components/pricing/approvals-header";
import { PROPOSAL_LIST_SHAPE } from "@/components/pricing/proposal-list-shape";
import { pricingKeys } from "@/lib/client/pricing";
import { proposalListQuery } from "@/lib/contracts/pricing";
import { can } from "@/lib/domain/permissions";
import { isTerminal } from "@/lib/domain/runs";
import { getPricingModel } from "@/lib/services/pricing/get-pricing-model";
import { listProposals } from "@/lib/services/pricing/list-proposals";
import { listRuns } from "@/lib/services/training/list-runs";
import { cancelRunAction } from "../../models/runs/actions";
import {
  approvePricesAction,
  counterPriceAction,
  proposePriceAction,
  rejectPricesAction,
  revertPriceAction,
  startPricingAction,
  withdrawPriceAction,
} from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("pricing"))("approvals") };
}

/** What waits for a manager, by profit at stake. */
export default async function Page({ params, searchParams }: SearchedShopPage) {
  const { store } = await params;
  const { actor } = await pageContext(store);
  const query = listQueryOf(PROPOSAL_LIST_SHAPE, await searchParams);
  const waiting = await listProposals(actor, proposalListQuery.parse({ limit: 1 }), new Date());
  const runs = await listRuns(actor, { limit: 5 });
  const mayApprove = can(actor, "price:approve");
  const mayTrain = can(actor, "training:run");
  return (
    <>
      <ApprovalsHeader
        store={store}
        waiting={{ total: waiting.total, stakeMinor: waiting.stakeMinor }}
        model={await getPricingModel(actor)}
        liveRun={runs.rows.find((run) => run.kind === "pricing" && !isTerminal(run.status))}
        startAction={mayTrain ? startPricingAction.bind(null, store) : undefined}
        cancelAction={mayTrain ? cancelRunAction.bind(null, store) : undefined}
      />
      <HydratedList
        queryKey={pricingKeys.queue(store, query)}
        load={() => listProposals(actor, proposalListQuery.parse(query), new Date())}
      >
        <ApprovalQueue
          store={store}
          approveAction={mayApprove ? approvePricesAction.bind(null, store) : undefined}
          rejectAction={mayApprove ? rejectPricesAction.bind(null, store) : undefined}
          counterAction={mayApprove ? counterPriceAction.bind(null, store) : undefined}
          proposeAction={can(actor, "price:propose") ? proposePriceAction.bind(null, store) : undefined}
          withdrawAction={can(actor, "price:propose") ? withdrawPriceAction.bind(null, store) : undefined}
          revertAction={can(actor, "price:propose") ? revertPriceAction.bind(null, store) : undefined}
        />
      </HydratedList>
    </>
  );
}
