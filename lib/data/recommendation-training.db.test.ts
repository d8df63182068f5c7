import { expect, it } from "vitest";
import { insertEvents } from "./events";
import { listSignals, type SignalRow } from "./recommendation-training";
import { createCustomer, createProduct, createScope, TEST_NOW } from "./testing/factories";

it("what visitors reported without being known is read too, once, behind the last customer", async () => {
  const scope = await createScope();
  const productId = await createProduct(scope.storeId);
  const customerId = await createCustomer(scope.storeId);
  const visitors = ["f0000000-0000-8000-8000-000000000001", "f0000000-0000-8000-8000-000000000002"];
  await insertEvents(
    scope,
    [customerId, ...visitors].map((id, k) => ({
      ...{ customerId: id, messageId: "m", channel: "web", occurredAt: TEST_NOW, receivedAt: TEST_NOW },
      type: k === 1 ? "recommendation_purchased" : "recommendation_clicked",
      ...{ sessionId: null, device: null, productId, quantity: null, valueMinor: null, orderId: null },
      ...{ campaignId: null, recommendationId: null, position: 1, text: null },
    })),
  );
  const before = new Date(TEST_NOW.getTime() + 1);
  const read: SignalRow[] = [];
  for (let afterId: string | null = null; ; ) {
    const stretch = await listSignals(scope, { afterId, limit: 1, before });
    if (!stretch) break;
    read.push(...stretch.rows);
    afterId = stretch.lastId;
  }
  expect(read.map((row) => [row.customerId, row.kind])).toEqual([
    [customerId, "click"],
    [visitors[0], "purchase"],
    [visitors[1], "click"],
  ]);
});
