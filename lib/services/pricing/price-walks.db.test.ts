import { describe, expect, it } from "vitest";
import { insertCompetitorPrices } from "@/lib/data/catalogue-facts";
import { findProposalsOf } from "@/lib/data/price-proposals";
import { readPriceHistory, readPriceTerms, readPricingFacts } from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import { AppError } from "@/lib/domain/errors";
import { PRICE_CHANGE_STATUSES } from "@/lib/domain/pricing/price-change";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";
import { type CompetitorRule, FIRST_PRICING_POLICY } from "@/lib/domain/pricing/pricing-policy";
import { createRng, type Rng } from "@/lib/ml/core/rng";
import { approvePrices } from "./approve-prices";
import { currentPolicy } from "./current-policy";
import { rejectPrices, withdrawPrice } from "./end-proposals";
import { contentHashOf, standingNow } from "./priced-product";
import { approvePricingPolicy, savePricingPolicy } from "./pricing-policies";
import { counterPrice, proposePrice, revertPrice } from "./propose-price";
import { sweepPrices } from "./sweep-prices";
import { letPricesMove } from "./testing/let-prices-move";
import { createPricedShop, type PricedShop, SHOP_NOW } from "./testing/priced-shop";

const WALL = new Date("2026-06-01T10:00:00Z");
const DAY_MS = 86_400_000;
const WALKS = 3;
const STEPS = 70;
const OPEN: readonly string[] = ["proposed", "approved", "scheduled"];
const RIVALS: CompetitorRule = { against: "cheapest", mostAbove: 0.1 };

/** A shop with everything that a step may reach for. */
class Walk {
  private days = 0;
  readonly done = new Map<string, number>();
  private constructor(
    readonly shop: PricedShop,
    private readonly rng: Rng,
  ) {}

  static async begin(seed: number): Promise<Walk> {
    const shop = await createPricedShop({ products: 2, weeks: 5 });
    await letPricesMove(shop, WALL, { competitor: RIVALS });
    return new Walk(shop, createRng(seed));
  }

  scope = () => storeScope(this.shop.storeId);
  all = () => findProposalsOf(this.scope(), PRICE_CHANGE_STATUSES);
  now = () => new Date(SHOP_NOW.getTime() + this.days * DAY_MS);
  pick = <T>(from: readonly T[]): T => from[Math.floor(this.rng.next() * from.length)]!;
  person = () => this.pick([this.shop.ann, this.shop.ben, this.shop.marketer]);
  /** Mostly a young one that can still move; now and then any, also one that is over. */
  some = async (): Promise<PriceProposal | undefined> => {
    const all = await this.all();
    const open = all.filter(({ status }) => ["proposed", "approved", "scheduled", "active"].includes(status));
    return this.pick(open.length > 0 && this.rng.next() < 0.8 ? open.slice(0, 2) : all);
  };

  /** One thing that anybody might do, sensible or not; a refusal is an answer. */
  async step(): Promise<void> {
    const steps: Record<string, () => Promise<unknown>> = {
      propose: () => this.propose(this.later(5)),
      // What usually happens: somebody asks, somebody answers, and it holds.
      agree: async () => {
        const { id } = await this.propose(null);
        await this.approve(
          (await this.all()).find((one) => one.id === id),
          null,
        );
      },
      approve: () => this.approve(),
      // Two managers press the button at the same moment.
      approveTwice: async () => {
        const open = await this.some();
        await Promise.all([this.approve(open), this.approve(open)]);
      },
      // What was on the approver's screen is no longer what there is.
      approveStale: async () => {
        const open = await this.some();
        if (open)
          await approvePrices(
            this.person(),
            { proposals: [{ id: open.id, contentHash: "0".repeat(64) }] },
            WALL,
          );
      },
      reject: async () => {
        const open = await this.some();
        if (open) await rejectPrices(this.person(), { ids: [open.id], reason: "not now" }, WALL);
      },
      withdraw: async () => {
        const open = (await this.all()).filter(({ status }) => OPEN.includes(status));
        const one = this.pick(open);
        if (one) await withdrawPrice(this.person(), { id: one.id, reason: "wrong" }, WALL);
      },
      counter: async () => {
        const open = this.pick((await this.all()).filter(({ status }) => OPEN.includes(status)));
        const input = { toMinor: 1_700 + Math.floor(this.rng.next() * 600), reason: "rather this" };
        if (open)
          await counterPrice(this.person(), { id: open.id, contentHash: open.contentHash, ...input }, WALL);
      },
      revert: async () => {
        const open = await this.some();
        if (open) await revertPrice(this.person(), { id: open.id, reason: "it fell" }, WALL);
      },
      moveCost: () =>
        this.scope().db.product.updateMany({
          where: { storeId: this.shop.storeId, id: this.pick(this.shop.productIds) },
          data: { unitCostMinor: this.pick([700, 800, 900]) },
        }),
      moveRival: () =>
        insertCompetitorPrices(this.scope(), [
          {
            ...{ productId: this.pick(this.shop.productIds), competitor: "Elsewhere", inStock: true },
            ...{
              observedAt: this.now(),
              priceMinor: 1_700 + Math.floor(this.rng.next() * 600),
              confidence: 0.9,
            },
          },
        ]),
      newPolicy: async () => {
        const restDays = this.pick([0, 0, 1, 5, 20]);
        const guardrails = { ...FIRST_PRICING_POLICY.guardrails, restDays, competitor: RIVALS };
        const { version } = await savePricingPolicy(
          this.person(),
          { ...FIRST_PRICING_POLICY, guardrails },
          WALL,
        );
        await approvePricingPolicy(this.person(), { version }, WALL);
      },
      wait: async () => {
        this.days += this.pick([1, 5, 15]);
        await this.scope().db.store.update({
          where: { id: this.shop.storeId },
          data: { clockAt: this.now() },
        });
      },
      sweep: () => sweepPrices(WALL),
    };
    // What leads somewhere is tried more often.
    const often = ["propose", "agree", "agree", "agree", "agree", "approve", "approve", "sweep", "wait"];
    const name = this.pick([...Object.keys(steps), ...often]);
    try {
      await steps[name]!();
      this.done.set(name, (this.done.get(name) ?? 0) + 1);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  private later = (days: number) =>
    this.pick([null, null, new Date(this.now().getTime() + days * DAY_MS).toISOString()]);

  private propose(effectiveAt: string | null): Promise<{ id: string }> {
    // Mostly the marketer, so that both managers may answer.
    const asker = this.pick([this.shop.marketer, this.shop.marketer, this.person()]);
    const toMinor = 1_700 + Math.floor(this.rng.next() * 700);
    return proposePrice(asker, { productId: this.pick(this.shop.productIds), toMinor, effectiveAt }, WALL);
  }

  private async approve(one?: PriceProposal, effectiveAt = this.later(2)): Promise<void> {
    const open = one ?? (await this.some());
    if (!open) return;
    const { id, contentHash } = open;
    const manager = this.pick([this.shop.ann, this.shop.ben, this.person()]);
    await approvePrices(manager, { proposals: [{ id, contentHash }], effectiveAt }, WALL);
  }

  /** Who ended a change, as the record has it. */
  async endedBy(id: string): Promise<string> {
    const event = await this.scope().db.auditEvent.findFirstOrThrow({
      where: { storeId: this.shop.storeId, subjectId: id, action: "price.withdrawn" },
    });
    return event.actorId;
  }

  /** What there is, by product: an approval that takes force now must be bound to it, and its price keep its lines. */
  async standings(): Promise<
    ReadonlyMap<string, (proposal: PriceProposal) => ReturnType<typeof standingNow>>
  > {
    const shop = await readPriceTerms(this.scope());
    const current = await currentPolicy(this.scope());
    const now = this.now();
    const facts = await readPricingFacts(this.scope(), now, current.policy);
    return new Map(
      facts.map((one) => [
        one.id,
        (proposal: PriceProposal) => standingNow(proposal, one, { shop, current, now }),
      ]),
    );
  }
}

describe("whatever people, time and the shop do", () => {
  it("a price takes force only with another person's yes to it, on the facts of that moment", async () => {
    const done = new Map<string, number>();
    let activations = 0;
    let replaced = 0;
    for (let seed = 1; seed <= WALKS; seed++) {
      const walk = await Walk.begin(seed);
      const known = new Set<string>();
      for (let k = 0; k < STEPS; k++) {
        const standings = await walk.standings();
        const before = new Map((await walk.all()).map((one) => [one.id, one]));
        await walk.step();
        const after = await walk.all();
        // A step ends what was decided on only by a decision on the same product, or by its proposer or a manager.
        for (const { id, status, productId, proposerId } of after) {
          const was = before.get(id)?.status;
          if (was === status) continue;
          if (status === "superseded" && (was === "approved" || was === "scheduled")) {
            replaced++;
            const decided = after.filter(
              (one) =>
                one.productId === productId &&
                ["approved", "scheduled", "active"].includes(one.status) &&
                before.get(one.id)?.status !== one.status,
            );
            expect(decided).toHaveLength(1);
          }
          if (status === "withdrawn")
            expect([walk.shop.ann.id, walk.shop.ben.id, proposerId]).toContain(await walk.endedBy(id));
        }
        for (const proposal of (await walk.all()).filter(
          ({ id, activatedAt }) => activatedAt && !known.has(id),
        )) {
          known.add(proposal.id);
          activations++;
          const { approval, contentHash, proposerId, productId, expiresAt, activatedAt, effectiveAt } =
            proposal;
          expect(approval).toMatchObject({ kind: "person", contentHash });
          expect(contentHash).toBe(contentHashOf(proposal));
          expect(approval!.by).not.toBe(proposerId);
          expect([walk.shop.ann.id, walk.shop.ben.id]).toContain(approval!.by);
          expect(standings.get(productId)!(proposal)).toEqual({
            ...{ inputsHash: approval!.inputsHash, crossed: null },
          });
          expect(activatedAt!.getTime()).toBeLessThan(expiresAt.getTime());
          if (effectiveAt) expect(activatedAt!.getTime()).toBeGreaterThanOrEqual(effectiveAt.getTime());
        }
      }
      for (const [name, times] of walk.done) done.set(name, (done.get(name) ?? 0) + times);
      // The history holds a price for each activation and for nothing else, and one change a product is in force.
      const all = await walk.all();
      for (const productId of walk.shop.productIds) {
        const history = await readPriceHistory(walk.scope(), productId, walk.now());
        const decided = history.filter(({ reason }) => reason === "decision" || reason === "revert");
        const activated = all.filter((one) => one.productId === productId && one.activatedAt);
        expect(decided).toHaveLength(activated.length);
        const active = all.filter((one) => one.productId === productId && one.status === "active");
        expect(active.length).toBe(activated.length > 0 ? 1 : 0);
        if (active[0]) expect(history.at(-1)!.priceMinor).toBe(active[0].toMinor);
      }
    }
    // The walks went everywhere, so that what they did not find is worth something.
    expect(activations, JSON.stringify([...done])).toBeGreaterThan(10);
    expect(replaced).toBeGreaterThan(0);
    for (const name of [
      "propose",
      "approve",
      "withdraw",
      "counter",
      "revert",
      "moveCost",
      "moveRival",
      "newPolicy",
      "sweep",
    ])
      expect(done.get(name) ?? 0, name).toBeGreaterThan(0);
  });
});
