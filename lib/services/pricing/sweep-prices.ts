import {
  findDueChanges,
  type OpenShop,
  shopsWithDecidedPrices,
  shopsWithOpenPrices,
} from "@/lib/data/price-proposals";
import type { WatchPlace } from "@/lib/data/realised-prices";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { lockStore } from "@/lib/data/stores";
import { systemActor } from "@/lib/domain/actor";
import { priceSetOf } from "@/lib/domain/pricing/price-set";
import { shopNow } from "@/lib/domain/shop";
import { currentPolicy } from "./current-policy";
import { activateProposal, moveProposal, readProposalContext } from "./decide-proposal";
import { samplePrice } from "./sample-price";
import { watchPrices } from "./watch-prices";

export interface SweptPrices {
  readonly activated: number;
  readonly expired: number;
  readonly invalidated: number;
  /** Prices that a sampler moved inside approved sets, and ways back that the watch proposed. */
  readonly sampled: number;
  readonly returns: number;
}

/**
 * Moves prices on with the clock of their shop: those due come into force, those nobody decided on run out, and an
 * approval whose inputs changed, or whose price crosses a line as it stands then, goes back to be decided anew; samplers
 * move inside approved sets, and prices in force are watched. Called again and again by the worker; each change is a
 * transaction of its own, so two workers do each once.
 */
export async function sweepPrices(wallNow: Date): Promise<SweptPrices> {
  const swept = { activated: 0, expired: 0, invalidated: 0, sampled: 0, returns: 0 };
  for (const shop of await shopsWithOpenPrices()) await sweepShop(shop, wallNow, swept);
  for (const shop of await shopsWithDecidedPrices()) await lookAfter(shop, wallNow, swept);
  return swept;
}

type Tally = { -readonly [K in keyof SweptPrices]: number };

/** Shops whose prices were looked after, with the hour of their clock in which that was. */
const lookedAfter = new Map<string, number>();
const HOUR_MS = 3_600_000;

/** Once an hour of the shop's clock: samplers move inside their sets, and prices in force are watched. */
async function lookAfter(shop: OpenShop, wallNow: Date, swept: Tally): Promise<void> {
  const scope = storeScope(shop.id);
  const now = shopNow(shop, wallNow);
  const hour = Math.floor(now.getTime() / HOUR_MS);
  if (lookedAfter.get(shop.id) === hour) return;
  const { policy } = await currentPolicy(scope);
  for (const set of (policy.priceSets ?? []).filter((one) => priceSetOf(policy, one.productId, now) === one))
    await inTransaction(scope, async (tx) => {
      await lockStore(tx);
      if (await samplePrice(tx, set, { now, wallNow })) swept.sampled++;
    });
  let after: WatchPlace | null = null;
  do
    after = await inTransaction(scope, async (tx): Promise<WatchPlace | null> => {
      await lockStore(tx);
      const watched = await watchPrices(tx, { now, wallNow, after });
      swept.returns += watched.proposed;
      return watched.after;
    });
  while (after !== null);
  lookedAfter.set(shop.id, hour);
}

async function sweepShop(shop: OpenShop, wallNow: Date, swept: Tally): Promise<void> {
  const scope = storeScope(shop.id);
  const now = shopNow(shop, wallNow);
  for (const id of await findDueChanges(scope, now))
    await inTransaction(scope, async (tx) => {
      await lockStore(tx);
      const context = await readProposalContext(tx, id, wallNow);
      const { proposal, inputsHash, crossed } = context;
      const record = { actor: systemActor(shop.id), wallNow };
      if (!["proposed", "approved", "scheduled"].includes(proposal.status)) return;
      if (context.now >= proposal.expiresAt) {
        await moveProposal(tx, context, { event: "expire" }, record);
        swept.expired++;
      } else if (
        proposal.status === "scheduled" &&
        (crossed || proposal.approval?.inputsHash !== inputsHash)
      ) {
        const detail = crossed ? { line: crossed.kind, at: crossed.minor } : { line: null };
        await moveProposal(tx, context, { event: "invalidate", inputsHash }, { ...record, detail });
        swept.invalidated++;
      } else if (
        proposal.status === "scheduled" &&
        (!proposal.effectiveAt || proposal.effectiveAt <= context.now)
      ) {
        await activateProposal(tx, context, record);
        swept.activated++;
      }
    });
}
