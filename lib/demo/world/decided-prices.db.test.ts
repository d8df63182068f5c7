import { expect, it } from "vitest";
import { findPriceProposal } from "@/lib/data/price-proposals";
import { storeScope } from "@/lib/data/scope";
import { createMember } from "@/lib/data/testing/factories";
import { newId } from "@/lib/platform/ids";
import { approvePrices } from "@/lib/services/pricing/approve-prices";
import { proposePrice } from "@/lib/services/pricing/propose-price";
import { letPricesMove } from "@/lib/services/pricing/testing/let-prices-move";
import { fillWorldStore } from "./fill-world-store";
import { LivingWorld } from "./living-world";

const wallNow = () => new Date();
/** Enough for the best sellers to be bought, and for the shopkeeper to have moved some of their prices if let. */
const DAYS = 8;

it("the world charges prices that people decided on, and the shopkeeper leaves them alone", async () => {
  const slug = `decided-${newId()}`;
  const { storeId } = await fillWorldStore({
    size: "small",
    settings: { customers: 250, windowShoppers: 20, products: 12, historyDays: 21 },
    wallNow,
    slug,
  });
  const scope = storeScope(storeId);
  const sold = await scope.db.$queryRaw<{ productId: string; priceMinor: number }[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (p."productId") p."productId", p."priceMinor"::float8 AS "priceMinor" FROM "price_point" p
      WHERE p."storeId" = ${storeId}::uuid ORDER BY p."productId", p."effectiveAt" DESC) AS now
    ORDER BY (SELECT count(*) FROM "order_line" l WHERE l."storeId" = ${storeId}::uuid AND l."productId" = now."productId")
      DESC, "productId" LIMIT 6`;
  const [ann, ben] = [await createMember(storeId, "manager"), await createMember(storeId, "manager")];
  await letPricesMove({ ann, ben }, wallNow());
  const decided = new Map<string, number>();
  for (const { productId, priceMinor } of sold) {
    const toMinor = Math.round(priceMinor * 1.05);
    const { id } = await proposePrice(ann, { productId, toMinor }, wallNow());
    const { contentHash } = (await findPriceProposal(scope, id))!;
    const outcome = await approvePrices(ben, { proposals: [{ id, contentHash }] }, wallNow());
    expect(outcome).toMatchObject([{ ok: true }]);
    decided.set(productId, toMinor);
  }
  const { clockAt } = await scope.db.store.findUniqueOrThrow({ where: { id: storeId } });

  const world = await LivingWorld.open(slug);
  for (let day = 0; day < DAYS; day++) await world.step(wallNow());
  const after = { storeId, productId: { in: [...decided.keys()] } };
  const lines = await scope.db.orderLine.findMany({
    where: { ...after, placedAt: { gt: clockAt! } },
    select: { productId: true, unitPriceMinor: true },
  });
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) expect(Number(line.unitPriceMinor)).toBe(decided.get(line.productId));
  // Nobody but the decisions wrote to the histories.
  const points = await scope.db.pricePoint.findMany({
    where: { ...after, effectiveAt: { gte: clockAt! } },
    select: { reason: true },
  });
  expect(points.map(({ reason }) => reason)).toEqual([...decided.keys()].map(() => "decision"));
});
