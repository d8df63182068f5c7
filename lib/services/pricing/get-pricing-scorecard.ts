import type { PricedProductView, PricingScorecard, ScoreGroup } from "@/lib/contracts/pricing";
import { readRealisedPrices, readScoredChanges, type ScoredChange } from "@/lib/data/realised-prices";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { judgeRealised, type RealisedJudgement } from "@/lib/domain/pricing/judge-realised";
import { shopNow } from "@/lib/domain/shop";
import { toProposalView } from "./to-proposal-view";

const MOST_SHOWN = 200;
const DAY_MS = 86_400_000;

/** What the newest decided prices brought against what was expected of them, and how proposers, models and approvers fared with all. */
export async function getPricingScorecard(actor: Actor, wallNow: Date): Promise<PricingScorecard> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const now = shopNow((await findStore(scope))!, wallNow);
  const rows = (await readRealisedPrices(scope, now, { limit: MOST_SHOWN })).map(
    ({ proposal, product, until, ...sold }) => {
      const realised = { days: daysBetween(proposal.activatedAt!, until), ...sold };
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
  const scores = (await readScoredChanges(scope, now)).map((change): Score => {
    const { units, profitMinor, evidence } = change;
    const days = daysBetween(change.activatedAt, change.until);
    return { ...change, ...judgeRealised({ days, units, profitMinor }, evidence) };
  });
  const [all] = groupScores(scores, () => "all");
  return {
    rows,
    ...{ changes: all?.changes ?? 0, judged: all?.judged ?? 0, kept: all?.kept ?? 0 },
    proposers: groupScores(scores, ({ origin, proposerName }) =>
      origin === "model" ? "model" : proposerName,
    ),
    models: groupScores(scores, ({ evidence }) =>
      evidence.proposed ? (evidence.family ?? "log-log") : null,
    ),
    approvers: groupScores(scores, ({ approverName }) => approverName),
  };
}

type Score = ScoredChange & RealisedJudgement;

function daysBetween(from: Date, until: Date): number {
  return Math.max(0, (until.getTime() - from.getTime()) / DAY_MS);
}

/** Adds up what was expected and realised by a name; changes without one are left out. O(changes). */
function groupScores(scores: readonly Score[], nameOf: (score: Score) => string | null): ScoreGroup[] {
  const groups = new Map<string, { -readonly [K in keyof ScoreGroup]: ScoreGroup[K] }>();
  for (const score of scores) {
    const name = nameOf(score);
    if (name === null) continue;
    const empty = { name, changes: 0, judged: 0, kept: 0, expectedMinor: 0, realisedMinor: 0 };
    const group = groups.get(name) ?? empty;
    groups.set(name, group);
    group.changes++;
    if (score.verdict === "too-early") continue;
    group.judged++;
    if (score.verdict === "as-expected" || score.verdict === "better") group.kept++;
    group.expectedMinor += score.expectedProfitMinor ?? 0;
    group.realisedMinor += score.profitMinor;
  }
  return [...groups.values()].sort((a, b) => b.changes - a.changes || (a.name < b.name ? -1 : 1));
}
