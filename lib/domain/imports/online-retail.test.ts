import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countryOf } from "../countries";
import { findRetailColumns, kindOfProduct, type RetailLayout, RetailRowReader } from "./online-retail";

const HEADER = [
  "InvoiceNo",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "UnitPrice",
  "CustomerID",
  "Country",
];
const GOOD = [
  "536365",
  "85123A",
  "WHITE HANGING HEART T-LIGHT HOLDER ",
  "6",
  "2010-12-01 08:26:00",
  "2.55",
  "17850",
  "United Kingdom",
];

function layout(header: readonly string[] = HEADER): RetailLayout {
  const found = findRetailColumns(header);
  if (!("places" in found)) throw new Error(`lacks ${found.missing}`);
  return { delimiter: ",", places: found.places, fields: header.length, dateOrder: null };
}
const read = (fields: readonly string[]) => new RetailRowReader(layout()).read(fields);
const changed = (column: string, value: string) =>
  read(GOOD.map((field, i) => (HEADER[i] === column ? value : field)));
const problems = (result: ReturnType<typeof read>) =>
  result.ok ? [] : result.problems.map(({ reason }) => reason);

describe("a row of order lines", () => {
  it("becomes a line with its total in pence and its time in London", () => {
    expect(read(GOOD)).toEqual({
      ok: true,
      value: {
        ...{ order: "536365", kind: "sale", code: "85123A" },
        ...{
          description: "WHITE HANGING HEART T-LIGHT HOLDER",
          quantity: 6,
          at: new Date("2010-12-01T08:26:00Z"),
        },
        ...{
          unitPriceMinor: 255,
          totalMinor: 1_530,
          charged: true,
          customer: "17850",
          country: "United Kingdom",
        },
      },
    });
  });

  it("may name no customer, no product name and no country", () => {
    expect(read(["536544", "POST", " ", "1", GOOD[4]!, "0.0", "", ""])).toMatchObject({
      ok: true,
      value: { description: null, customer: null, country: null, charged: false, totalMinor: 0 },
    });
  });

  it("tells sales, cancellations and adjustments by the first letter of their number", () => {
    expect(read(["c536379", "D", "Discount", "-1", ...GOOD.slice(4)])).toMatchObject({
      value: { order: "C536379", kind: "cancellation", totalMinor: -255 },
    });
    expect(
      read(["A563186", "B", "Adjust bad debt", "1", GOOD[4]!, "-11062.06", "", "United Kingdom"]),
    ).toMatchObject({
      value: { kind: "adjustment", totalMinor: -1_106_206 },
    });
  });

  it("knows customer numbers that went through a spreadsheet", () => {
    expect(changed("CustomerID", "17850.0")).toMatchObject({ value: { customer: "17850" } });
    expect(changed("CustomerID", "0017850")).toMatchObject({ value: { customer: "17850" } });
    expect(changed("Quantity", "6.0")).toMatchObject({ value: { quantity: 6 } });
  });

  it.each([
    ["InvoiceNo", "", "not-an-order-number"],
    ["InvoiceNo", "53 6365", "not-an-order-number"],
    ["InvoiceNo", "AB536365", "not-an-order-number"],
    ["StockCode", "", "not-a-code"],
    ["StockCode", "x".repeat(41), "not-a-code"],
    ["Description", "x".repeat(501), "too-long"],
    ["Description", "a\u0000b", "unreadable-text"],
    ["Quantity", "0", "not-a-quantity"],
    ["Quantity", "1.5", "not-a-quantity"],
    ["Quantity", "1e9", "not-a-quantity"],
    ["Quantity", "99999999999", "not-a-quantity"],
    ["Quantity", "2000000001", "not-a-quantity"],
    ["InvoiceDate", "12/1/2010 8:26", "not-a-datetime"],
    ["UnitPrice", "2,55", "not-a-price"],
    ["UnitPrice", "", "not-a-price"],
    ["UnitPrice", "-1", "negative-price"],
    ["CustomerID", "Ann", "not-a-customer-number"],
    ["CustomerID", "nan", "not-a-customer-number"],
  ])("is left out when %s is %j: %s", (column, value, reason) => {
    expect(problems(changed(column, value))).toEqual([reason]);
  });

  it("is left out when a cancellation adds, or a total cannot be counted in pence", () => {
    expect(problems(changed("InvoiceNo", "C1"))).toEqual(["cancellation-adds"]);
    expect(problems(read(["1", "X1", "", "2000000000", GOOD[4]!, "999999999", "", ""]))).toEqual([
      "too-large",
    ]);
  });

  it("names everything that is wrong at once", () => {
    expect(problems(read(["x y", "", "\u0001", "none", "never", "free", "?", ""]))).toEqual([
      ...["not-an-order-number", "not-a-code", "unreadable-text", "not-a-quantity", "not-a-datetime"],
      ...["not-a-price", "not-a-customer-number"],
    ]);
    expect(problems(read(GOOD.slice(1)))).toEqual(["wrong-field-count"]);
  });

  it("is either usable with whole pence or has a problem, whatever stands in it", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        "",
        "0",
        "-1",
        "1e308",
        "NaN",
        "null",
        "__proto__",
        "9".repeat(400),
        '"',
        "\uFFFD",
        "𝟙",
        "١",
      ),
    );
    const field = (i: number) => fc.oneof(fc.constant(GOOD[i]!), text);
    fc.assert(
      fc.property(fc.tuple(...GOOD.map((_, i) => field(i))), (fields) => {
        const row = read(fields);
        if (!row.ok) {
          expect(row.problems.length).toBeGreaterThan(0);
          return;
        }
        const { value } = row;
        expect(Number.isSafeInteger(value.totalMinor) && Number.isSafeInteger(value.unitPriceMinor)).toBe(
          true,
        );
        expect(Number.isInteger(value.quantity) && value.quantity !== 0).toBe(true);
        expect(Number.isFinite(value.at.getTime())).toBe(true);
        expect(value.code.length).toBeGreaterThan(0);
        expect(`${value.code}${value.description}${value.country}`).not.toContain("\u0000");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a header", () => {
  it("may have its columns in any order, more of them, and the names of Online Retail II", () => {
    const names = [
      "\u200bCountry",
      "Customer ID",
      "Note",
      "price",
      "INVOICE DATE",
      "Quantity",
      "StockCode",
      "Invoice",
    ];
    expect(layout(names).places).toEqual({
      ...{ order: 7, code: 6, description: -1, quantity: 5, at: 4, price: 3, customer: 1, country: 0 },
    });
  });

  it("is refused by the names that it lacks", () => {
    expect(findRetailColumns(["InvoiceNo", "StockCode", "Quantity"])).toEqual({
      missing: ["invoicedate", "unitprice", "customerid"],
    });
  });
});

describe("codes and countries", () => {
  it("tell goods from what only stands on an invoice", () => {
    expect(["POST", "m", "BANK CHARGES", "AMAZONFEE", "C2"].map(kindOfProduct)).toEqual(
      Array(5).fill("charge"),
    );
    expect(["85123A", "DCGS0076", "gift_0001_40", "PADS", "15056bl"].map(kindOfProduct)).toEqual(
      Array(5).fill("goods"),
    );
  });

  it("give a country its code, leave a name without one alone, and take none for none", () => {
    expect(["EIRE", "RSA", "USA", "United Kingdom", "Channel Islands", "constructor"].map(countryOf)).toEqual(
      [...["IE", "ZA", "US", "GB", "Channel Islands", "constructor"]],
    );
    expect([null, "", "Unspecified"].map(countryOf)).toEqual([null, null, null]);
  });
});
