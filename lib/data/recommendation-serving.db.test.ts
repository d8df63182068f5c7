import { expect, it } from "vitest";
import { insertPricePoints } from "./catalogue-facts";
import { listCatalogueStretch } from "./recommendation-serving";
import { storeScope } from "./scope";
import { createProduct, createStore, TEST_NOW } from "./testing/factories";

it.each([
  [true, 0.2],
  [false, 0],
])("tells the tax that a price holds: prices with tax %s", async (pricesIncludeTax, taxRate) => {
  const { id: storeId } = await createStore({ pricesIncludeTax });
  const productId = await createProduct(storeId, { taxRate: 0.2, unitCostMinor: 400n });
  const price = { productId, effectiveAt: TEST_NOW, priceMinor: 1_200, compareAtMinor: null, reason: "test" };
  await insertPricePoints(storeScope(storeId), [price]);
  const rows = await listCatalogueStretch({ storeId }, { now: TEST_NOW, afterId: null, limit: 10 });
  expect(rows).toMatchObject([{ productId, priceMinor: 1_200, unitCostMinor: 400, taxRate }]);
});
