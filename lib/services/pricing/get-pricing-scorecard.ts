import type {
  PricedProductView,
  PriceProposalView,
  PricingScorecard,
  ScoredPrice,
  ScoreGroup,
} from "@/lib/contracts/pricing";
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

/** What decided prices brought against what was expected of them, newest first, and how proposers, models and approvers fared. */
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
  return {
    rows,
    proposers: groupScores(rows, ({ origin, proposerName }) => (origin === "model" ? "model" : proposerName)),
    models: groupScores(rows, ({ evidence }) => (evidence.proposed ? (evidence.family ?? "log-log") : null)),
    approvers: groupScores(rows, ({ approval }) => approval?.name ?? null),
  };
}

/** Adds up what was expected and realised by a name; rows without one are left out. O(rows). */
function groupScores(
  rows: readonly ScoredPrice[],
  nameOf: (proposal: PriceProposalView) => string | null,
): ScoreGroup[] {
  const groups = new Map<string, ScoreGroup>();
  for (const { proposal, realised, verdict, expectedProfitMinor } of rows) {
    const name = nameOf(proposal);
    if (name === null) continue;
    const group = groups.get(name) ?? {
      name,
      changes: 0,
      judged: 0,
      kept: 0,
      expectedMinor: 0,
      realisedMinor: 0,
    };
    const judged = verdict !== "too-early";
    groups.set(name, {
      name,
      changes: group.changes + 1,
      judged: group.judged + (judged ? 1 : 0),
      kept: group.kept + (verdict === "as-expected" || verdict === "better" ? 1 : 0),
      expectedMinor: group.expectedMinor + (judged ? (expectedProfitMinor ?? 0) : 0),
      realisedMinor: group.realisedMinor + (judged ? realised.profitMinor : 0),
    });
  }
  return [...groups.values()].sort((a, b) => b.changes - a.changes);
}
