import { appendAuditEvent } from "@/lib/data/audit-events";
import { findDemandEstimate } from "@/lib/data/demand-estimates";
import { findProposalsOf, insertPriceProposals } from "@/lib/data/price-proposals";
import { readReturns } from "@/lib/data/price-sales";
import { readPriceTerms, readPricingFacts } from "@/lib/data/pricing-facts";
import { readRealisedPrices, readWatchedPrices, type WatchPlace } from "@/lib/data/realised-prices";
import type { StoreScope } from "@/lib/data/scope";
import { systemActor } from "@/lib/domain/actor";
import { brokenRules, rulesFor } from "@/lib/domain/pricing/broken-rules";
import { FEWEST_DAYS, judgeRealised } from "@/lib/domain/pricing/judge-realised";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";
import { guardrailsFor } from "@/lib/domain/pricing/pricing-policy";
import { lastSafePrice, type WatchJudgement, watchPrice } from "@/lib/domain/pricing/watch-price";
import { buildProposal } from "./build-proposal";
import { currentChampion } from "./current-champion";
import { currentPolicy } from "./current-policy";
import { toPricedProduct } from "./priced-product";

const DAY_MS = 86_400_000;
/** Prices looked at in one transaction. */
const WATCHED_AT_ONCE = 500;
const WATCH = { id: "system", name: "Watch" } as const;

/**
 * Holds every decided price in force against its prediction interval (units, profit, returns) and proposes the last safe
 * price where one broke. A proposal only: a person approves it like any other. A change is proposed back once; whatever
 * was decided on that stands. Looks at a part of them after the place where the last call came to; call in a transaction
 * with the shop locked. @returns how many were proposed, and where to go on; null: all were looked at
 */
export async function watchPrices(
  tx: StoreScope,
  { now, wallNow, after }: { readonly now: Date; readonly wallNow: Date; readonly after: WatchPlace | null },
): Promise<{ proposed: number; after: WatchPlace | null }> {
  const since = new Date(now.getTime() - FEWEST_DAYS * DAY_MS);
  const active = await readWatchedPrices(tx, now, { since, after, limit: WATCHED_AT_ONCE });
  const returns = new Map(
    (
      await readReturns(
        tx,
        active.map(({ proposal }) => ({ productId: proposal.productId, since: proposal.activatedAt! })),
        now,
      )
    ).map((row) => [row.productId, row]),
  );
  const judged = active.flatMap((row) => {
    const days = (now.getTime() - row.proposal.activatedAt!.getTime()) / DAY_MS;
    const back = returns.get(row.proposal.productId);
    const realised = {
      ...{ days, units: row.units, profitMinor: row.profitMinor },
      returnedUnits: back?.returnedUnits ?? 0,
      unitsBefore: back?.unitsBefore ?? 0,
      returnedBefore: back?.returnedBefore ?? 0,
    };
    const watch = watchPrice(realised, row.proposal.evidence);
    return watch.goBack ? [{ proposal: row.proposal, watch, realised }] : [];
  });
  // The line of earlier changes tells which price was safe.
  const rows =
    judged.length > 0
      ? await readRealisedPrices(tx, now, {
          productIds: judged.map(({ proposal }) => proposal.productId),
        })
      : [];
  let proposed = 0;
  for (const { proposal, watch, realised } of judged) {
    const earlier = rows
      .filter((row) => row.proposal.productId === proposal.productId)
      .map(({ proposal: change, until, units, profitMinor }) => {
        const days = (until.getTime() - change.activatedAt!.getTime()) / DAY_MS;
        const { verdict } = judgeRealised({ days, units, profitMinor }, change.evidence);
        return {
          fromMinor: change.fromMinor,
          toMinor: change.toMinor,
          belowToday: change.id === proposal.id || verdict === "below-today",
        };
      });
    const safe = lastSafePrice(earlier);
    if (safe === null) continue;
    if (await proposeReturn(tx, { proposal, watch, realised, safe }, { now, wallNow })) proposed++;
  }
  const isLast = active.length < WATCHED_AT_ONCE;
  return { proposed, after: isLast ? null : active.at(-1)!.proposal.id };
}

async function proposeReturn(
  tx: StoreScope,
  found: {
    readonly proposal: PriceProposal;
    readonly watch: WatchJudgement;
    readonly realised: { readonly days: number; readonly units: number; readonly profitMinor: number };
    readonly safe: number;
  },
  { now, wallNow }: { readonly now: Date; readonly wallNow: Date },
): Promise<boolean> {
  const { proposal: broken, watch, realised, safe } = found;
  const { productId } = broken;
  const all = await findProposalsOf(
    tx,
    ["proposed", "approved", "scheduled", "rejected", "withdrawn", "expired", "superseded", "countered"],
    [productId],
  );
  const open = all.some(
    ({ status, origin }) => ["proposed", "approved", "scheduled"].includes(status) && origin !== "model",
  );
  const answered = all.some(({ origin, answersId }) => origin === "revert" && answersId === broken.id);
  const current = await currentPolicy(tx);
  const [facts] = await readPricingFacts(tx, now, current.policy, [productId]);
  if (open || answered || !facts?.priceMinor || facts.priceMinor !== broken.toMinor) return false;
  const terms = await readPriceTerms(tx);
  const rules = rulesFor(toPricedProduct(facts, terms, now), guardrailsFor(current.policy, facts));
  // The way back may be longer than one step, but never below the floor.
  if (safe === facts.priceMinor || brokenRules(safe, rules, true).length > 0) return false;
  const estimate = await findDemandEstimate(tx, productId);
  const back = buildProposal({
    ...{ facts, estimate, current, now, shop: terms, toMinor: safe },
    champion: (await currentChampion(tx)).family,
    modelVersionId: estimate?.modelVersionId ?? null,
    ...{ compareAtMinor: null, effectiveAt: null, origin: "revert", proposer: WATCH, answersId: broken.id },
    evidence: {
      watch: {
        broken: watch.broken,
        ...{ days: realised.days, units: realised.units, profitMinor: realised.profitMinor },
        expectedUnits: watch.judgement.expectedUnits,
        expectedProfitMinor: watch.judgement.expectedProfitMinor,
      },
    },
  });
  await insertPriceProposals(tx, [back]);
  await appendAuditEvent(tx, {
    at: wallNow,
    actor: systemActor(tx.storeId),
    action: "price.proposed",
    subjectKind: "price-proposal",
    subjectId: back.id,
    detail: {
      ...{ from: back.fromMinor, to: safe, origin: "revert", answers: broken.id },
      broken: watch.broken,
    },
  });
  return true;
}
