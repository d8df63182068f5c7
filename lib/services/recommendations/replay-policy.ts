import type { z } from "zod";
import type { ReplayView, replayInput } from "@/lib/contracts/recommendation-results";
import { findModelPart } from "@/lib/data/model-parts";
import { findChampion } from "@/lib/data/model-versions";
import {
  type ActRow,
  type ExploredListRow,
  listActs,
  listExploredLists,
} from "@/lib/data/recommendation-log";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { ATTRIBUTION_DAYS } from "@/lib/domain/recommendations/attribution";
import { implicitStrength, type Signal } from "@/lib/domain/recommendations/implicit-strength";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import { rankCandidates } from "@/lib/domain/recommendations/rank-candidates";
import { type ReplayedList, replay, replayDifference } from "@/lib/domain/recommendations/replay";
import { ShopModel } from "@/lib/ml/serving/shop-model";
import { PAST_MODEL_PART, RECOMMENDATION_MODEL } from "../training/train-recommendation";
import { readDataWindow } from "./data-window";
import { livePolicies, policiesByShare } from "./live-policies";
import { CANDIDATES } from "./propose-candidates";
import { anytimeFacts, type ShopCatalogue, shopCatalogue } from "./shop-catalogue";

/** Random lists that are replayed, the newest. */
const MOST_LISTS = 4_000;
const DAY_MS = 86_400_000;
const UNKNOWN = replay([]);

/**
 * What a draft would have earned in place of the policy in force, from the lists that were drawn at random. Every list
 * is made again as of its moment: with what the customer had done by then, and a model that was trained on nothing
 * after the split. The policy in force is the one that a draft begins from, and a customer's segment is today's. Stock of those days is not looked up; what was sold out then lowers the support.
 */
export async function replayPolicy(
  actor: Actor,
  { placement, content }: z.output<typeof replayInput>,
): Promise<ReplayView> {
  authorise(actor, "recommendation:write");
  const scope = storeScope(actor.storeId);
  const wallMs = performance.timeOrigin + performance.now();
  const nothing: ReplayView = {
    ...{ since: null, inForce: UNKNOWN, draft: UNKNOWN, difference: null, coverage: null, withoutCost: 0 },
  };
  const champion = await findChampion(scope, RECOMMENDATION_MODEL);
  const { splitAt, segmentationId, rebought } = readDataWindow(champion?.dataWindow ?? {});
  const bytes = champion && splitAt ? await findModelPart(scope, champion.id, PAST_MODEL_PART) : null;
  if (!bytes || !splitAt) return nothing;
  const model = ShopModel.fromBytes(bytes);
  const catalogue = await shopCatalogue(actor.storeId, wallMs);
  const inForce = (await livePolicies(actor.storeId, wallMs)).get(placement)!;
  const live = policiesByShare(inForce, rebought)[0]!.content;
  const asked = { placement, since: splitAt, limit: MOST_LISTS, segmentationId };
  const lists = await listExploredLists(scope, asked);
  const acts = byCustomer(await listActs(scope, [...new Set(lists.map((list) => list.customerId))]));
  const replayed = lists.map((list) => {
    const own = acts.get(list.customerId) ?? [];
    const remake = (policy: RankingPolicy) => remakeList(list, own, policy, model, catalogue);
    return { ...toReplayed(list, own), target: remake(live), otherTarget: remake(content) };
  });
  const covered = (targets: readonly (readonly string[])[]) =>
    new Set(targets.flat()).size / Math.max(1, catalogue.facts.size);
  return {
    since: splitAt.toISOString(),
    inForce: replay(replayed),
    draft: replay(replayed.map((list) => ({ ...list, target: list.otherTarget }))),
    difference: replayDifference(replayed),
    coverage: {
      inForce: covered(replayed.map(({ target }) => target)),
      draft: covered(replayed.map(({ otherTarget }) => otherTarget)),
    },
    withoutCost: lists.reduce((sum, list) => sum + unknownEarnings(list, acts.get(list.customerId) ?? []), 0),
  };
}

/** What a customer bought within the window after a list. */
function boughtAfter(list: ExploredListRow, acts: readonly ActRow[]): ActRow[] {
  const until = list.servedAt.getTime() + ATTRIBUTION_DAYS * DAY_MS;
  return acts.filter(({ kind, at }) => kind === "purchase" && at >= list.servedAt && at.getTime() < until);
}

/** Purchases after a click on the list that nobody knows the profit of. */
function unknownEarnings(list: ExploredListRow, acts: readonly ActRow[]): number {
  const clicked = new Set(list.clicked);
  return boughtAfter(list, acts).filter((act) => act.profitMinor === null && clicked.has(act.productId))
    .length;
}

function toReplayed(list: ExploredListRow, acts: readonly ActRow[]): Omit<ReplayedList, "target"> {
  const shown = list.items.map(({ productId }) => productId);
  const profitMinor = new Map<string, number>();
  for (const { productId, profitMinor: profit } of boughtAfter(list, acts))
    if (profit !== null) profitMinor.set(productId, (profitMinor.get(productId) ?? 0) + profit);
  // low = share/m and high = share/m + 1 − share, so m = share/low.
  const share = 1 - (list.highPropensity - list.lowPropensity);
  const poolSize = Math.max(shown.length, Math.round(share / Math.max(list.lowPropensity, 1e-9)));
  return { customerId: list.customerId, poolSize, shown, clicked: new Set(list.clicked), profitMinor };
}

/** What a policy makes of the list's moment, from what was known then. */
function remakeList(
  list: ExploredListRow,
  acts: readonly ActRow[],
  policy: RankingPolicy,
  model: ShopModel,
  catalogue: ShopCatalogue,
): readonly string[] {
  const before = acts.filter(({ at }) => at < list.servedAt);
  const signals = new Map<string, Map<string, Signal>>();
  for (const { productId, kind, at } of before) {
    const own = signals.get(productId) ?? new Map<string, Signal>();
    signals.set(
      productId,
      own.set(kind, { kind, count: (own.get(kind)?.count ?? 0) + 1, value: null, lastAt: at }),
    );
  }
  const context = list.contextProductId ? [list.contextProductId] : [];
  const history = new Map(
    Array.from(signals, ([id, own]) => [id, implicitStrength([...own.values()], list.servedAt)] as const),
  );
  for (const id of context) history.set(id, Math.max(0.5, history.get(id) ?? 0));
  const candidates = model.propose({
    history: Array.from(history, ([productId, strength]) => ({ productId, strength })),
    context,
    latest: [...new Set(before.map(({ productId }) => productId).reverse())].slice(0, 5),
    segment: list.segmentId,
    fresh: catalogue.fresh,
    limit: CANDIDATES,
    explain: false,
  });
  const purchases = before.filter(({ kind }) => kind === "purchase");
  return rankCandidates(
    {
      ...{ candidates, context, excluded: [], count: list.items.length, now: list.servedAt },
      facts: anytimeFacts(catalogue),
      catalogue: catalogue.bestSelling,
      bought: new Map(purchases.map(({ productId, at }) => [productId, at])),
    },
    policy,
  ).productIds;
}

function byCustomer(acts: readonly ActRow[]): ReadonlyMap<string, ActRow[]> {
  const found = new Map<string, ActRow[]>();
  for (const act of acts) {
    const own = found.get(act.customerId);
    if (own) own.push(act);
    else found.set(act.customerId, [act]);
  }
  return found;
}
