import { describe, expect, it } from "vitest";
import { listState, productHref, productsHref } from "./list-address";

describe("the way back from a product", () => {
  it("leads to the list as it was", () => {
    const search = new URLSearchParams("q=green+tea&sort=onHand&direction=asc&stock=low&columns=price");
    const href = productHref("nord", "p1", listState(search));
    const carried = new URL(href, "http://shop.example").searchParams.get("list");
    expect(productsHref("nord", carried)).toBe(`/nord/products?${search}`);
  });

  it("is plain where the list was plain", () => {
    expect(productHref("nord", "p1", listState(new URLSearchParams("open=1&utm=x")))).toBe(
      "/nord/products/p1",
    );
    for (const state of [null, undefined, "", "nonsense"])
      expect(productsHref("nord", state)).toBe("/nord/products");
  });

  it("never leaves the list, whatever the address says", () => {
    for (const state of ["//evil.example", "q=a&next=https://evil.example", "?q=%0d%0aSet-Cookie:x"]) {
      const { host, pathname, searchParams } = new URL(productsHref("nord", state), "http://shop.example");
      expect([host, pathname]).toEqual(["shop.example", "/nord/products"]);
      expect(searchParams.has("next")).toBe(false);
    }
    expect(productsHref("nord", `q=${"x".repeat(1000)}`)).toBe("/nord/products");
  });
});
