import { beforeEach, describe, expect, it } from "vitest";
import { proposalListQuery } from "@/lib/contracts/pricing";
import { insertCompetitorPrices, insertPricePoints } from "@/lib/data/catalogue-facts";
import { findDemandEstimate } from "@/lib/data/demand-estimates";
import { findProposalsOf } from "@/lib/data/price-proposals";
import { readPriceHistory } from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import { PRICE_CHANGE_STATUSES } from "@/lib/domain/pricing/price-change";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";
import { newId } from "@/lib/platform/ids";
import { enqueueTraining } from "../training/enqueue-training";
import { runTraining } from "../training/run-training";
import { approvePrices } from "./approve-prices";
import { rejectPrices, withdrawPrice } from "./end-proposals";
import { getPriceLabels } from "./get-price-labels";
import { getPricingReport } from "./get-pricing-report";
import { getPricingScorecard } from "./get-pricing-scorecard";
import { listProposals } from "./list-proposals";
import { promoteFamily } from "./promote-family";
import { counterPrice, proposePrice, revertPrice } from "./propose-price";
import { sweepPrices } from "./sweep-prices";
import { letPricesMove } from "./testing/let-prices-move";
import { createPricedShop, type PricedShop, SHOP_NOW } from "./testing/priced-shop";

const NOW = new Date("2026-06-01T10:00:00Z");
const DAY_MS = 86_400_000;

let shop: PricedShop;
beforeEach(async () => {
  shop = await createPricedShop({ products: 3, weeks: 6 });
});

const scope = () => storeScope(shop.storeId);
const all = () => findProposalsOf(scope(), PRICE_CHANGE_STATUSES);
const find = async (id: string): Promise<PriceProposal> =>
  (await all()).find((proposal) => proposal.id === id)!;
const priceNow = async (productId: string) =>
  (await readPriceHistory(scope(), productId, new Date("2030-01-01"))).at(-1)!.priceMinor;
const actions = async (id: string) =>
  (
    await scope().db.auditEvent.findMany({
      where: { storeId: shop.storeId, subjectId: id },
      orderBy: { id: "asc" },
    })
  ).map(({ action }) => action);

/** A change proposed by the marketer, from the price that holds to `toMinor`. */
async function proposed(toMinor: number, productId = shop.productIds[0]!) {
  const { id } = await proposePrice(shop.marketer, { productId, toMinor }, NOW);
  return find(id);
}
const approve = (
  actor: PricedShop["ann"],
  { id, contentHash }: PriceProposal,
  effectiveAt: string | null = null,
) => approvePrices(actor, { proposals: [{ id, contentHash }], effectiveAt }, NOW);

describe("a price change", () => {
  it("comes into force when another person approves it, with its history and its audit rows", async () => {
    const change = await proposed(2090);
    expect(change).toMatchObject({ status: "proposed", fromMinor: 2200, origin: "person" });
    expect(await approve(shop.ann, change)).toEqual([{ id: change.id, ok: true, message: null }]);
    expect(await find(change.id)).toMatchObject({ status: "active", approverName: shop.ann.name });
    expect(await priceNow(shop.productIds[0]!)).toBe(2090);
    expect(await actions(change.id)).toEqual([
      "price.proposed",
      "price.approved",
      "price.scheduled",
      "price.activated",
    ]);
  });

  it("is not approved by whoever proposed it, in any role", async () => {
    const { id } = await proposePrice(shop.ann, { productId: shop.productIds[0]!, toMinor: 2090 }, NOW);
    const own = await find(id);
    const [outcome] = await approve(shop.ann, own);
    expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining("their own") });
    expect((await find(id)).status).toBe("proposed");
    expect((await approve(shop.ben, own))[0]!.ok).toBe(true);
  });

  it("is refused outside the guardrails, also as a counter-proposal", async () => {
    const productId = shop.productIds[0]!;
    await expect(proposePrice(shop.marketer, { productId, toMinor: 2600 }, NOW)).rejects.toMatchObject({
      code: "INVALID",
    });
    await expect(proposePrice(shop.marketer, { productId, toMinor: 1000 }, NOW)).rejects.toMatchObject({
      code: "INVALID",
    });
    await expect(proposePrice(shop.marketer, { productId, toMinor: 2200 }, NOW)).rejects.toMatchObject({
      code: "INVALID",
    });
    const change = await proposed(2090);
    const counter = { id: change.id, contentHash: change.contentHash, toMinor: 1200, reason: "too dear" };
    await expect(counterPrice(shop.ann, counter, NOW)).rejects.toMatchObject({ code: "INVALID" });
    // All or nothing: the one it answers was not ended either.
    expect((await find(change.id)).status).toBe("proposed");
  });

  it("keeps ending, least step and rest, also as a counter-proposal; the way back is free of them", async () => {
    await letPricesMove(shop, NOW, { endings: [90, 95], minimumChange: 0.02, restDays: 14 });
    const productId = shop.productIds[0]!;
    const ask = (toMinor: number, effectiveAt: string | null = null) =>
      proposePrice(shop.marketer, { productId, toMinor, effectiveAt }, NOW);
    await expect(ask(2099)).rejects.toThrow("Prices of this product end in 90, 95.");
    await expect(ask(2195)).rejects.toThrow("A change moves this price by 0.44 EUR or more.");
    const { id } = await ask(2090);
    const change = await find(id);
    const counter = { id, contentHash: change.contentHash, toMinor: 2099, reason: "less is enough" };
    await expect(counterPrice(shop.ben, counter, NOW)).rejects.toThrow("end in 90, 95");
    expect((await approve(shop.ann, change))[0]).toMatchObject({ ok: true });
    await expect(ask(2190)).rejects.toThrow("Between two changes of this price lie 14 days; 0 have passed.");
    // A price that is to hold once it has rested may be asked for today.
    await ask(2190, new Date(SHOP_NOW.getTime() + 15 * DAY_MS).toISOString());
    const back = await revertPrice(shop.marketer, { id, reason: "sales fell" }, NOW);
    expect((await approve(shop.ben, await find(back.id)))[0]).toMatchObject({ ok: true });
    expect(await priceNow(productId)).toBe(2200);
  });

  it("does not take force past a competitor who moved after it was asked for, neither at the yes nor on its day", async () => {
    await letPricesMove(shop, NOW, { competitor: { against: "cheapest", mostAbove: 0.05 } });
    const productId = shop.productIds[0]!;
    const undercut = (priceMinor: number, observedAt: Date) =>
      insertCompetitorPrices(scope(), [
        { ...{ productId, competitor: "Elsewhere", priceMinor, inStock: true, confidence: 0.9 }, observedAt },
      ]);
    const change = await proposed(2100);
    await undercut(1950, SHOP_NOW);
    expect((await approve(shop.ann, change))[0]).toMatchObject({
      ok: false,
      message: "By its position to competitors, this product costs 20.47 EUR at most.",
    });
    const { rows } = await listProposals(shop.ann, proposalListQuery.parse({}), NOW);
    expect(rows[0]).toMatchObject({ id: change.id, crossed: { kind: "competitor", minor: 2047 } });
    const second = await proposed(2040);
    const day = new Date(SHOP_NOW.getTime() + 3 * DAY_MS);
    expect((await approve(shop.ann, second, day.toISOString()))[0]).toMatchObject({ ok: true });
    await undercut(1900, new Date(day.getTime() - DAY_MS));
    await scope().db.store.update({ where: { id: shop.storeId }, data: { clockAt: day } });
    expect(await sweepPrices(NOW)).toMatchObject({ activated: 0, invalidated: 1 });
    expect(await find(second.id)).toMatchObject({ status: "proposed", approval: null });
    expect(await priceNow(productId)).toBe(2200);
    const record = await scope().db.auditEvent.findFirstOrThrow({
      where: { storeId: shop.storeId, subjectId: second.id, action: "price.invalidated" },
    });
    expect(record.detail).toMatchObject({ line: "competitor", at: 1995 });
  });

  it("refuses a price, cost or stock that cannot be reckoned with", async () => {
    const productId = shop.productIds[1]!;
    await scope().db.product.updateMany({ where: { id: productId }, data: { unitCostMinor: -5n } });
    await expect(proposePrice(shop.marketer, { productId, toMinor: 2150 }, NOW)).rejects.toThrow("20.70 EUR");
    const { id } = await proposePrice(shop.marketer, { productId, toMinor: 2050 }, NOW);
    // A person may set a price without a known cost; the margin is then unknown, never invented.
    expect((await find(id)).evidence.margin.proposed).not.toBe(0);
    expect((await find(id)).evidence.objections).toContain("OUTSIDE_GUARDRAILS");
    await expect(
      proposePrice(shop.marketer, { productId: newId(), toMinor: 100 }, NOW),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const toMinor of [0, -100, 19.9])
      await expect(proposePrice(shop.marketer, { productId, toMinor }, NOW)).rejects.toThrow();
  });

  it("loses its approval when cost or price moved after it was proposed", async () => {
    const change = await proposed(2090);
    await scope().db.product.updateMany({ where: { id: change.productId }, data: { unitCostMinor: 900n } });
    expect((await approve(shop.ann, change))[0]).toMatchObject({
      ok: false,
      message: expect.stringContaining("changed"),
    });
    expect(await priceNow(change.productId)).toBe(2200);
  });

  it("goes back to be decided anew when inputs move between approval and its day", async () => {
    const day = new Date(SHOP_NOW.getTime() + 3 * DAY_MS);
    const change = await proposed(2090);
    await approve(shop.ann, change, day.toISOString());
    expect(await find(change.id)).toMatchObject({ status: "scheduled", effectiveAt: day });
    await scope().db.product.updateMany({ where: { id: change.productId }, data: { unitCostMinor: 900n } });
    await scope().db.store.update({ where: { id: shop.storeId }, data: { clockAt: day } });
    await sweepPrices(NOW);
    expect(await find(change.id)).toMatchObject({ status: "proposed", approval: null });
    expect(await priceNow(change.productId)).toBe(2200);
  });

  it("waits for its day by the shop's clock and comes into force once, however often the clock is asked", async () => {
    const day = new Date(SHOP_NOW.getTime() + 3 * DAY_MS);
    const change = await proposed(2090);
    await approve(shop.ann, change, day.toISOString());
    await sweepPrices(NOW);
    expect((await find(change.id)).status).toBe("scheduled");
    await scope().db.store.update({ where: { id: shop.storeId }, data: { clockAt: day } });
    await Promise.all([sweepPrices(NOW), sweepPrices(NOW)]);
    expect((await find(change.id)).status).toBe("active");
    expect((await actions(change.id)).filter((action) => action === "price.activated")).toHaveLength(1);
    expect((await readPriceHistory(scope(), change.productId, day)).at(-1)).toMatchObject({
      priceMinor: 2090,
      effectiveAt: day,
    });
  });

  it("counts from the day its proposer chose, and only an approval before it puts it into force then", async () => {
    const day = new Date(SHOP_NOW.getTime() + 40 * DAY_MS);
    const productId = shop.productIds[0]!;
    const { id } = await proposePrice(
      shop.marketer,
      { productId, toMinor: 2090, effectiveAt: day.toISOString() },
      NOW,
    );
    const change = await find(id);
    // It waits for its day, also past the days that a proposal lasts.
    expect(change.effectiveAt).toEqual(day);
    expect(change.expiresAt > day).toBe(true);
    expect((await approve(shop.ann, change))[0]!.ok).toBe(true);
    expect(await find(id)).toMatchObject({ status: "scheduled", effectiveAt: day });
    await scope().db.store.update({ where: { id: shop.storeId }, data: { clockAt: day } });
    await sweepPrices(NOW);
    expect(await find(id)).toMatchObject({ status: "active", activatedAt: day });
  });

  it("is not proposed for a day that has passed in the shop, or too far ahead; today means at once", async () => {
    const productId = shop.productIds[0]!;
    const asked = (effectiveAt: string) =>
      proposePrice(shop.marketer, { productId, toMinor: 2090, effectiveAt }, NOW);
    // The shop's Monday began at 23:00 UTC on Sunday.
    const refused = { code: "INVALID", fieldErrors: { effectiveAt: expect.any(String) } };
    await expect(asked("2026-03-01T22:59:00.000Z")).rejects.toMatchObject(refused);
    await expect(asked("2027-03-03T00:00:00.000Z")).rejects.toMatchObject(refused);
    const { id } = await asked("2026-03-01T23:00:00.000Z");
    expect((await find(id)).effectiveAt).toBeNull();
  });

  it("runs out when nobody decided, and then nobody can", async () => {
    const change = await proposed(2090);
    await scope().db.store.update({ where: { id: shop.storeId }, data: { clockAt: change.expiresAt } });
    expect((await approve(shop.ann, change))[0]!.ok).toBe(false);
    await sweepPrices(NOW);
    expect((await find(change.id)).status).toBe("expired");
  });

  it("is decided once when two managers decide at the same moment or a request is sent twice", async () => {
    const change = await proposed(2090);
    const outcomes = (
      await Promise.all([approve(shop.ann, change), approve(shop.ben, change), approve(shop.ben, change)])
    ).flat();
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const history = await readPriceHistory(scope(), change.productId, new Date("2030-01-01"));
    expect(history.filter(({ reason }) => reason === "decision")).toHaveLength(1);
    const again = await proposed(2040, shop.productIds[1]!);
    const both = await Promise.all([
      approve(shop.ann, again),
      rejectPrices(shop.ben, { ids: [again.id], reason: "not now" }, NOW),
    ]);
    expect(both.flat().filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is refused when the content is not the one that was looked at", async () => {
    const change = await proposed(2090);
    const [outcome] = await approve(shop.ann, { ...change, contentHash: "0".repeat(64) });
    expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining("edited") });
  });

  it("gives way to a newer one, and a counter-proposal needs somebody else's yes", async () => {
    const first = await proposed(2090);
    const second = await proposed(2050);
    expect((await find(first.id)).status).toBe("superseded");
    const { id } = await counterPrice(
      shop.ann,
      { id: second.id, contentHash: second.contentHash, toMinor: 2120, reason: "less is enough" },
      NOW,
    );
    expect((await find(second.id)).status).toBe("countered");
    const counter = await find(id);
    expect(counter).toMatchObject({ origin: "counter", answersId: second.id, proposerId: shop.ann.id });
    expect((await approve(shop.ann, counter))[0]!.ok).toBe(false);
    expect((await approve(shop.ben, counter))[0]!.ok).toBe(true);
  });

  it("stands, once approved, until what is asked instead is approved as well", async () => {
    const day = new Date(SHOP_NOW.getTime() + 3 * DAY_MS);
    const first = await proposed(2090);
    await approve(shop.ann, first, day.toISOString());
    const second = await proposed(2050);
    expect((await find(first.id)).status).toBe("scheduled");
    await rejectPrices(shop.ben, { ids: [second.id], reason: "not now" }, NOW);
    const third = await proposed(2060);
    const { rows } = await listProposals(shop.ben, proposalListQuery.parse({}), NOW);
    expect(rows[0]).toMatchObject({
      ...{ id: third.id, replaces: { toMinor: 2090, effectiveAt: day.toISOString() } },
    });
    expect((await find(first.id)).status).toBe("scheduled");
    expect((await approve(shop.ben, third))[0]).toMatchObject({ ok: true });
    expect((await find(first.id)).status).toBe("superseded");
    expect(await actions(first.id)).toEqual([
      "price.proposed",
      "price.approved",
      "price.scheduled",
      "price.superseded",
    ]);
    expect((await all()).filter(({ status }) => status === "active").map(({ id }) => id)).toEqual([third.id]);
  });

  it("is withdrawn by whoever proposed it or by a manager, and by nobody else", async () => {
    const day = new Date(SHOP_NOW.getTime() + 3 * DAY_MS);
    const { id } = await proposePrice(shop.ben, { productId: shop.productIds[0]!, toMinor: 2090 }, NOW);
    await approve(shop.ann, await find(id), day.toISOString());
    const withdraw = (actor: PricedShop["ann"], which: string) =>
      withdrawPrice(actor, { id: which, reason: "wrong product" }, NOW);
    await expect(withdraw(shop.marketer, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await find(id)).status).toBe("scheduled");
    await withdraw(shop.ann, id);
    expect((await find(id)).status).toBe("withdrawn");
    const own = await proposed(1700, shop.productIds[1]!);
    await withdraw(shop.marketer, own.id);
    expect((await find(own.id)).status).toBe("withdrawn");
  });

  it("is taken back by a change of its own", async () => {
    const change = await proposed(2090);
    await approve(shop.ann, change);
    const { id } = await revertPrice(shop.marketer, { id: change.id, reason: "sales fell" }, NOW);
    const back = await find(id);
    expect(back).toMatchObject({ status: "proposed", origin: "revert", toMinor: 2200, answersId: change.id });
    await approve(shop.ben, back);
    expect(await priceNow(change.productId)).toBe(2200);
    expect((await find(change.id)).status).toBe("superseded");
  });

  it("is withdrawn or rejected with a reason, in bulk each on its own", async () => {
    const one = await proposed(2090, shop.productIds[0]!);
    const two = await proposed(1700, shop.productIds[1]!);
    await withdrawPrice(shop.marketer, { id: one.id, reason: "wrong product" }, NOW);
    const outcomes = await rejectPrices(
      shop.ann,
      { ids: [one.id, two.id, newId()], reason: "season starts" },
      NOW,
    );
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true, false]);
    expect(await find(two.id)).toMatchObject({ status: "rejected", reason: "season starts" });
  });

  it("does not exist for another shop", async () => {
    const other = await createPricedShop({ products: 1, weeks: 1 });
    const change = await proposed(2090);
    expect((await approve(other.ann, change))[0]).toMatchObject({
      ok: false,
      message: expect.stringContaining("no such"),
    });
    await expect(withdrawPrice(other.marketer, { id: change.id, reason: "mine" }, NOW)).rejects.toMatchObject(
      { code: "NOT_FOUND" },
    );
  });
});

describe("the scorecard", () => {
  it("holds what was sold at a decided price against what was expected of it", async () => {
    const change = await proposed(2090);
    await approve(shop.ann, change);
    const { rows, proposers } = await getPricingScorecard(shop.ann, NOW);
    expect(rows).toMatchObject([
      {
        proposal: { id: change.id, status: "active" },
        realised: { days: 0, units: 0, profitMinor: 0 },
        verdict: "too-early",
      },
    ]);
    expect(proposers).toMatchObject([{ name: shop.marketer.name, changes: 1, judged: 0 }]);
  });
});

describe("the label of a price", () => {
  it("names the lowest price of the 30 days before the reduction, and nothing when none is announced", async () => {
    const [first, second] = shop.productIds as [string, string];
    await insertPricePoints(scope(), [
      {
        productId: first,
        effectiveAt: new Date(SHOP_NOW.getTime() - DAY_MS),
        priceMinor: 1700,
        compareAtMinor: 2200,
        reason: "promotion",
      },
    ]);
    const labels = await getPriceLabels(shop.marketer, { products: [first, "L-2", "nobody"] }, NOW);
    expect(labels).toMatchObject({ currency: "EUR", pricesIncludeTax: true });
    // Six weeks: 2000 for three weeks, then 2200. The window of 30 days still holds the 2000.
    expect(labels.items.find(({ productId }) => productId === first)).toMatchObject({
      ...{ priceMinor: 1700, compareAtMinor: 2200, priorMinor: 2000, reduction: 1 - 1700 / 2000 },
      reducedSince: new Date(SHOP_NOW.getTime() - DAY_MS).toISOString(),
    });
    expect(labels.items.find(({ productId }) => productId === second)).toMatchObject({
      ...{ sku: "L-2", compareAtMinor: null, priorMinor: null, reduction: null, reducedSince: null },
    });
    expect(labels.items).toHaveLength(2);
  });
});

describe("a pricing run", () => {
  async function train() {
    const run = await enqueueTraining(
      shop.marketer,
      { kind: "pricing", params: { weeks: 60, seed: 1 }, idempotencyKey: newId() },
      NOW,
    );
    return runTraining(
      { storeId: shop.storeId, runId: run.id },
      { workerId: newId(), wallNow: () => new Date() },
    );
  }

  it("learns each product's demand from the shop's own weeks and proposes the better price", async () => {
    // The last price has held for two weeks: long enough for a new one.
    shop = await createPricedShop({ products: 4, weeks: 53 });
    expect(await train()).toBe("succeeded");
    const estimate = (await findDemandEstimate(scope(), shop.productIds[0]!))!;
    // Its buyers' elasticity is −2.5, which the 90 % interval must hold.
    expect(estimate.elasticity - 1.645 * estimate.deviation).toBeLessThan(-2.5);
    expect(estimate.elasticity + 1.645 * estimate.deviation).toBeGreaterThan(-2.5);
    expect(estimate.deviation).toBeLessThan(1);
    expect(estimate).toMatchObject({ distinctPrices: 5, weeksObserved: 53, enough: true });
    expect(estimate.models.map(({ model }) => model)).toEqual([
      "level",
      "linear",
      "trees",
      "gru",
      "q-learning",
      "optimum",
    ]);
    const proposals = await findProposalsOf(scope(), ["proposed"]);
    expect(proposals.length).toBeGreaterThan(0);
    for (const proposal of proposals) {
      expect(proposal.proposerId).toBe("system");
      expect(proposal.evidence.gainMinor).toBeGreaterThan(0);
      expect(Math.abs(proposal.toMinor / proposal.fromMinor - 1)).toBeLessThanOrEqual(0.15);
      expect(proposal.evidence.chanceOfLoss).toBeLessThanOrEqual(0.35);
      expect(proposal.stakeMinor).toBe(Math.round(proposal.evidence.gainMinor!));
    }
    // A second run replaces what nobody decided on and leaves what a person settled.
    const [kept, ...others] = proposals;
    await approve(shop.ann, kept!);
    await train();
    expect((await find(kept!.id)).status).toBe("active");
    for (const other of others) {
      expect((await find(other.id)).status).toBe("superseded");
      expect(await actions(other.id)).toEqual(["price.superseded"]);
    }
    expect(others.length).toBeGreaterThan(0);
  });

  it("lets a manager make another family propose, and give the choice back to the back-test", async () => {
    shop = await createPricedShop({ products: 4, weeks: 53 });
    await train();
    const report = (await getPricingReport(shop.ann))!;
    expect(report.scores.map(({ model }) => model)).toContain("seasonal naive");
    const other = report.scores.find(({ mayPropose, proposes }) => mayPropose && !proposes)!.family!;
    const before = await findProposalsOf(scope(), ["proposed"]);
    await expect(promoteFamily(shop.marketer, { family: other }, NOW)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const { proposed: count } = await promoteFamily(shop.ann, { family: other }, NOW);
    const after = await findProposalsOf(scope(), ["proposed"]);
    expect(after).toHaveLength(count);
    for (const { evidence } of after) expect(evidence.family).toBe(other);
    for (const { id } of before) expect((await find(id)).status).toBe("superseded");
    expect(await getPricingReport(shop.ben)).toMatchObject({
      proposes: other,
      best: report.best,
      chosen: { byName: shop.ann.name },
    });
    await promoteFamily(shop.ben, { family: null }, NOW);
    expect(await getPricingReport(shop.ben)).toMatchObject({ proposes: report.best, chosen: null });
  });

  it("refuses a family whose answers to price are not credible", async () => {
    shop = await createPricedShop({ products: 4, weeks: 53 });
    await train();
    const model = await scope().db.modelVersion.findFirstOrThrow({ where: { storeId: shop.storeId } });
    await scope().db.modelVersion.updateMany({
      where: { storeId: shop.storeId, id: model.id },
      data: { metrics: { ...(model.metrics as object), credible: { gru: 0.4 } } },
    });
    await expect(promoteFamily(shop.ann, { family: "gru" }, NOW)).rejects.toMatchObject({ code: "INVALID" });
    expect((await getPricingReport(shop.ann))!.chosen).toBeNull();
  });

  it("says what is missing for a shop without prices", async () => {
    shop = await createPricedShop({ products: 1, weeks: 2 });
    expect(await train()).toBe("failed");
    const run = await scope().db.trainingRun.findFirstOrThrow({ where: { storeId: shop.storeId } });
    expect(run.failure).toMatchObject({ code: "NO_PRICED_WEEKS", detail: { have: 2, need: 26 } });
  });

  it("leaves a running promotion alone", async () => {
    shop = await createPricedShop({ products: 2, weeks: 53 });
    await insertPricePoints(scope(), [
      {
        productId: shop.productIds[0]!,
        effectiveAt: new Date(SHOP_NOW.getTime() - DAY_MS),
        priceMinor: 1700,
        compareAtMinor: 2000,
        reason: "promotion",
      },
    ]);
    await train();
    const proposals = await findProposalsOf(scope(), ["proposed"], [shop.productIds[0]!]);
    expect(proposals).toEqual([]);
  });
});
