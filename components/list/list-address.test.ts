import { describe, expect, it } from "vitest";
import { listAddress } from "./list-address";

const {
  state: listState,
  listHref,
  rowHref,
} = listAddress("products", [
  { kind: "choice", key: "stock", label: "", options: [] },
  { kind: "range", key: "price", label: "", fromKey: "priceFrom", toKey: "priceTo" },
]);

describe("the way back from a row", () => {
  it("leads to the list as it was", () => {
    const search = new URLSearchParams(
      "q=green+tea&sort=onHand&direction=asc&columns=price&stock=low&priceTo=9",
    );
    const href = rowHref("nord", "p1", listState(search));
    const carried = new URL(href, "http://shop.example").searchParams.get("list");
    expect(listHref("nord", carried)).toBe(`/nord/products?${search}`);
  });

  it("is plain where the list was plain", () => {
    expect(rowHref("nord", "p1", listState(new URLSearchParams("open=1&utm=x")))).toBe("/nord/products/p1");
    for (const state of [null, undefined, "", "nonsense"])
      expect(listHref("nord", state)).toBe("/nord/products");
  });

  it("never leaves the list, whatever the address says", () => {
    for (const state of ["//evil.example", "q=a&next=https://evil.example", "?q=%0d%0aSet-Cookie:x"]) {
      const { host, pathname, searchParams } = new URL(listHref("nord", state), "http://shop.example");
      expect([host, pathname]).toEqual(["shop.example", "/nord/products"]);
      expect(searchParams.has("next")).toBe(false);
    }
    expect(listHref("nord", `q=${"x".repeat(1000)}`)).toBe("/nord/products");
  });
});
