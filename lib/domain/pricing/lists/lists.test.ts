import { describe, expect, it } from "vitest";
import { readCompetitorListRow } from "./competitor-list-row";
import { amountCell } from "./list-cells";
import { COMPETITOR_LIST_COLUMNS, findListColumns, PRICE_LIST_COLUMNS } from "./list-columns";
import { type ListTerms, readPriceListRow } from "./price-list-row";

const TERMS: ListTerms = {
  currency: "EUR",
  timeZone: "Europe/Berlin",
  now: new Date("2026-03-02T08:00:00Z"),
  today: new Date("2026-03-01T23:00:00Z"),
};
const from = (cells: Record<string, string>) => (column: string) => cells[column];

describe("an amount", () => {
  it.each([
    ["19.90", "EUR", 1_990],
    ["19,9", "EUR", 1_990],
    ["20", "EUR", 2_000],
    ["0.01", "EUR", 1],
    ["1990", "JPY", 1_990],
    ["1.234", "KWD", 1_234],
    ["19.00", "JPY", 19],
  ])("%s %s is %i minor units", (text, currency, minor) => {
    expect(amountCell(text, currency, "BAD_PRICE")).toEqual({ value: minor });
  });

  it.each([
    ["", "EUR"],
    ["0", "EUR"],
    ["-1", "EUR"],
    ["19.905", "EUR"],
    // A thousand, or one and something? Nobody can tell.
    ["1.234", "EUR"],
    ["1,000", "EUR"],
    ["1,234.50", "EUR"],
    ["19.90 €", "EUR"],
    ["1e3", "EUR"],
    ["NaN", "EUR"],
    ["19.5", "JPY"],
    ["99999999999", "EUR"],
  ])("%j %s is none", (text, currency) => {
    expect(amountCell(text, currency, "BAD_PRICE")).toEqual({ problem: "BAD_PRICE" });
  });
});

describe("the columns of a list", () => {
  it("go by other names too, in any order and case", () => {
    expect(findListColumns(["Effective From", "SKU", "New-Price"], PRICE_LIST_COLUMNS)).toEqual({
      places: { sku: 1, price: 2, effective: 0 },
    });
  });

  it("prefer the price to come over today's, which an export also holds", () => {
    expect(findListColumns(["product_id", "price", "new_price"], PRICE_LIST_COLUMNS)).toEqual({
      places: { id: 0, price: 2 },
    });
  });

  it("are named where they are missing", () => {
    expect(findListColumns(["name", "price"], PRICE_LIST_COLUMNS)).toEqual({ missing: ["sku"] });
    expect(findListColumns(["gtin", "price"], COMPETITOR_LIST_COLUMNS)).toEqual({
      missing: ["competitor", "observed_at"],
    });
  });
});

describe("a line of a price list", () => {
  it("asks for nothing where its price is empty", () => {
    expect(readPriceListRow(from({ price: "", currency: "USD" }), TERMS)).toEqual({ row: null });
  });

  it("holds at once without a date, and for any time of today that has passed", () => {
    for (const effective of ["", "2026-03-02", "2026-03-02 08:59"])
      expect(readPriceListRow(from({ price: "19.90", effective }), TERMS)).toMatchObject({
        row: { effectiveAt: null },
      });
    expect(readPriceListRow(from({ price: "19.90", effective: "2026-03-02 09:01" }), TERMS)).toMatchObject({
      row: { effectiveAt: new Date("2026-03-02T08:01:00Z") },
    });
  });

  it("begins with the day of the shop, over a change to summer time too", () => {
    expect(readPriceListRow(from({ price: "19.90", effective: "2026-03-30" }), TERMS)).toMatchObject({
      row: { effectiveAt: new Date("2026-03-29T22:00:00Z") },
    });
  });

  it.each([
    [{ price: "19.90", currency: "usd" }, "CURRENCY"],
    [{ price: "free" }, "BAD_PRICE"],
    [{ price: "19.90", compareAt: "19.90" }, "BAD_COMPARE_AT"],
    [{ price: "19.90", effective: "soon" }, "BAD_DATE"],
    [{ price: "19.90", effective: "2026-02-30" }, "BAD_DATE"],
    [{ price: "19.90", effective: "2026-03-01" }, "PAST_DATE"],
    [{ price: "19.90", effective: "2027-03-03" }, "DATE_TOO_FAR"],
  ])("%j is refused: %s", (cells, problem) => {
    expect(readPriceListRow(from(cells), TERMS)).toEqual({ problem });
  });
});

describe("a line of competitors' prices", () => {
  const LINE = { competitor: "Elsewhere", price: "18.50", observed: "2026-03-01 12:00" };

  it("is surer by the maker's number than by our own name, and as sure as it says", () => {
    const sure = (more: object) => readCompetitorListRow(from({ ...LINE, ...more }), TERMS);
    expect(sure({ number: "4006381333931" })).toMatchObject({ row: { confidence: 1 } });
    expect(sure({})).toMatchObject({ row: { confidence: 0.9 } });
    expect(sure({ number: "4006381333931", confidence: "0.6" })).toMatchObject({ row: { confidence: 0.6 } });
  });

  it.each([
    [{ competitor: "" }, "NO_COMPETITOR"],
    [{ price: "0" }, "BAD_PRICE"],
    [{ currency: "USD" }, "CURRENCY"],
    [{ shipping: "-1" }, "BAD_SHIPPING"],
    [{ inStock: "perhaps" }, "BAD_STOCK"],
    [{ url: "javascript:alert(1)" }, "BAD_URL"],
    [{ observed: "" }, "BAD_DATE"],
    [{ observed: "2026-03-03" }, "FUTURE_DATE"],
    [{ confidence: "2" }, "BAD_CONFIDENCE"],
  ])("with %j is refused: %s", (cells, problem) => {
    expect(readCompetitorListRow(from({ ...LINE, ...cells }), TERMS)).toEqual({ problem });
  });
});
