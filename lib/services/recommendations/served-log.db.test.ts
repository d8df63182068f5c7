import { expect, it } from "vitest";
import type { NewRecommendation } from "@/lib/data/events";
import { storeScope } from "@/lib/data/scope";
import { createStore, TEST_NOW } from "@/lib/data/testing/factories";
import { newId } from "@/lib/platform/ids";
import { flushServed, logServed } from "./served-log";

it("drops the one list that cannot be stored, and no other", async () => {
  const { id: storeId } = await createStore();
  const list = (sessionId: string): NewRecommendation => ({
    ...{ customerId: newId(), id: newId(), sessionId, placement: "home", policy: "home-1", explored: false },
    ...{ contextProductId: null, items: [], servedAt: TEST_NOW },
  });
  for (const session of ["a", "b", "c\0", "d", "e"]) logServed(storeId, list(session));
  await flushServed();
  logServed(storeId, list("f"));
  await flushServed();
  const { db } = storeScope(storeId);
  const stored = await db.recommendation.findMany({ where: { storeId }, orderBy: { sessionId: "asc" } });
  expect(stored.map(({ sessionId }) => sessionId)).toEqual(["a", "b", "d", "e", "f"]);
});
