import { expect, it } from "vitest";
import { customerListQuery } from "@/lib/contracts/customers";
import { db, storeScope } from "@/lib/data/scope";
import { createCustomer, createMember, createProduct, createStore } from "@/lib/data/testing/factories";
import { placeOrder } from "@/lib/data/testing/place-order";
import { newId } from "@/lib/platform/ids";
import { listCustomers } from "../customers/list-customers";
import { refreshFeatures } from "../customers/refresh-features";
import { listSegmentValues } from "./list-segment-values";

const NOW = new Date("2026-01-31T12:00:00Z");
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

it("a segment's worth is its members' revenue, and its overdue ones are those the customer list shows", async () => {
  const { id: storeId } = await createStore();
  const actor = await createMember(storeId, "viewer");
  const product = await createProduct(storeId);
  const [regulars, others] = [newId(), newId()];
  const segmentationId = newId();
  // Ann was due 30 days ago, Ben is due tomorrow, Cleo bought once and has no rhythm.
  for (const [name, segmentId, orders] of [
    ["Ann", regulars, [50, 40]],
    ["Ben", regulars, [19, 9]],
    ["Cleo", others, [5]],
    ["Dan", others, []],
  ] as const) {
    const customerId = await createCustomer(storeId, { name });
    for (const days of orders)
      await placeOrder(storeId, {
        customerId,
        placedAt: daysAgo(days),
        productIds: [product],
        eachMinor: 1_000,
      });
    const place = { distance: 0, mapX: 0, mapY: 0, since: NOW };
    await db().segmentMember.create({ data: { storeId, segmentationId, segmentId, customerId, ...place } });
  }
  expect(await listSegmentValues(actor, segmentationId, NOW)).toEqual([]);

  await refreshFeatures(storeScope(storeId), NOW);
  const values = new Map(
    (await listSegmentValues(actor, segmentationId, NOW)).map((value) => [value.segmentId, value]),
  );
  expect(values.get(regulars)).toEqual({
    segmentId: regulars,
    revenueMinor: 4_000,
    revenueShare: 0.8,
    overdue: 1,
  });
  expect(values.get(others)).toMatchObject({ revenueMinor: 1_000, revenueShare: 0.2, overdue: 0 });

  const query = customerListQuery.parse({ segment: regulars, overdueFrom: 1 });
  const listed = await listCustomers(actor, { currency: "EUR" }, query, NOW);
  expect(listed.rows.map(({ name }) => name)).toEqual(["Ann"]);
});
