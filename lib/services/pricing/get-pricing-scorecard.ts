import type { PricedProductView, PricingScorecard } from "@/lib/contracts/pricing";
import { readRealisedPrices } from "@/lib/data/price-proposals";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { judgeRealised } from "@/lib/domain/pricing/judge-realised";
import { shopNow } from "@/lib/domain/shop";
import { toProposalView } from "./to-proposal-view";

const MOST_SHOWN = 200;
const DAY_MS = 86_400_000;

/** What decided prices brought against what was expected of them, newest first, and how proposers fared. */
export async function getPricingScorecard(actor: Actor, wallNow: Date): Promise<PricingScorecard> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const now = shopNow((await findStore(scope))!, wallNow);
  const rows = (await readRealisedPrices(scope, now, MOST_SHOWN)).map(
    ({ proposal, product, until, ...sold }) => {
      const days = Math.max(0, (until.getTime() - proposal.activatedAt!.getTime()) / DAY_MS);
      const realised = { days, ...sold };
      const view: PricedProductView = {
        ...product,
        id: proposal.productId,
        translations: product.translations as PricedProductView["translations"],
      };
      return {
        proposal: toProposalView(proposal, view, actor),
        realised,
        ...judgeRealised(realised, proposal.evidence),
      };
    },
  );
  const groups = new Map<
    string,
    { changes: number; judged: number; expectedMinor: number; realisedMinor: number }
  >();
  for (const { proposal, realised, verdict, expectedProfitMinor } of rows) {
    const name = proposal.origin === "model" ? "model" : proposal.proposerName;
    const group = groups.get(name) ?? { changes: 0, judged: 0, expectedMinor: 0, realisedMinor: 0 };
    group.changes++;
    if (verdict !== "too-early") {
      group.judged++;
      group.expectedMinor += expectedProfitMinor ?? 0;
      group.realisedMinor += realised.profitMinor;
    }
    groups.set(name, group);
  }
  return { rows, proposers: [...groups].map(([name, group]) => ({ name, ...group })) };
}
