import { expect, it } from "vitest";
import { OUT_OF_ORDER } from "@/lib/domain/pricing/neighbour-order";
import { sayRefusal } from "./say-refusal";

it("names products and prices in the reader's language", () => {
  const product = { name: "Mug", translations: { zh: { name: "杯子" } } };
  const refusal = {
    sentence: OUT_OF_ORDER["ladder-above"],
    values: { ladder: "Cups", product, price: "18.18 EUR" },
  };
  expect(sayRefusal("en", refusal)).toContain(
    "“Cups” this product has to stay below Mug, at 18.18 EUR or less",
  );
  expect(sayRefusal("zh-CN", refusal)).toContain("“Cups”中，这件商品须低于“杯子”，最多 18.18 EUR");
});
