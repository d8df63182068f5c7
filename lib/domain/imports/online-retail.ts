import { parseMicros, totalMinor } from "../exact-amount";
import type { ProductKind } from "../products";
import { type DateOrder, parseDateTime } from "./date-time";
import type { ParsedRow, RowProblem, RowProblemReason } from "./row-problem";

/** The columns of the data set "Online Retail", and what its sequel "Online Retail II" calls them. */
const COLUMNS = {
  order: ["invoiceno", "invoice"],
  code: ["stockcode"],
  description: ["description"],
  quantity: ["quantity"],
  at: ["invoicedate"],
  price: ["unitprice", "price"],
  customer: ["customerid"],
  country: ["country"],
} as const;
export type RetailColumn = keyof typeof COLUMNS;
/** A file may do without these. */
const OPTIONAL: readonly RetailColumn[] = ["description", "country"];

/** Codes of what stands on an invoice and is nothing to sell: carriage, fees, discounts, samples, corrections. */
const CHARGES = new Set([
  ...["POST", "DOT", "C2", "C3", "M", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK"],
  ...["ADJUST", "ADJUST2", "TEST001", "TEST002"],
]);
const CARRIAGE = new Set(["POST", "DOT", "C2", "C3"]);

/** The set is of a shop in Britain. */
export const RETAIL_CURRENCY = "GBP";
export const RETAIL_TIME_ZONE = "Europe/London";
const PENCE_PER_POUND = 100;
const MAX_TEXT = 500;

/** How one file is to be read. */
export interface RetailLayout {
  readonly delimiter: string;
  /** Place of each column in a row; -1 where the file has none. */
  readonly places: Readonly<Record<RetailColumn, number>>;
  readonly fields: number;
  readonly dateOrder: DateOrder | null;
}

/** A sale; a cancellation takes back lines of earlier ones; an adjustment corrects the books. */
export type InvoiceKind = "sale" | "cancellation" | "adjustment";

export interface RetailRow {
  /** Invoice number in capitals. */
  readonly order: string;
  readonly kind: InvoiceKind;
  /** Product code as the row spells it. */
  readonly code: string;
  readonly description: string | null;
  readonly quantity: number;
  readonly at: Date;
  readonly unitPriceMinor: number;
  readonly totalMinor: number;
  /** A price was asked, however small. */
  readonly charged: boolean;
  readonly customer: string | null;
  readonly country: string | null;
}

/** Where a header's names put the columns, or the names of those that are missing. */
export function findRetailColumns(
  header: readonly string[],
): { places: RetailLayout["places"] } | { missing: readonly string[] } {
  const names = header.map((name) => name.toLowerCase().replace(/[^a-z]/g, ""));
  const columns = Object.entries(COLUMNS) as [RetailColumn, readonly string[]][];
  const places = Object.fromEntries(
    columns.map(([column, known]) => [column, names.findIndex((name) => known.includes(name))]),
  ) as Record<RetailColumn, number>;
  const missing = columns.filter(([column]) => places[column] < 0 && !OPTIONAL.includes(column));
  return missing.length > 0 ? { missing: missing.map(([, known]) => known[0]!) } : { places };
}

/** The product that a code means: the tills wrote some of them in small letters at times. */
export function productOf(code: string): string {
  return code.toUpperCase();
}

export function kindOfProduct(code: string): ProductKind {
  return CHARGES.has(productOf(code)) ? "charge" : "goods";
}

export function isCarriage(code: string): boolean {
  return CARRIAGE.has(productOf(code));
}

/** Reads the rows of one file. A class and no closures: it runs once for each of very many rows. */
export class RetailRowReader {
  private fields: readonly string[] = [];
  private problems: RowProblem[] = [];
  /** Rows of an order follow one another with the same time, which is dear to read. */
  private lastTime: { text: string; at: Date | undefined } = { text: "", at: undefined };

  constructor(private readonly layout: RetailLayout) {}

  /** One row of the file, or everything that is wrong with it. */
  read(fields: readonly string[]): ParsedRow<RetailRow> {
    if (fields.length !== this.layout.fields)
      return { ok: false, problems: [{ column: "", reason: "wrong-field-count" }] };
    this.fields = fields;
    this.problems = [];
    const order = this.need("order", parseOrderNumber(this.cell("order")), "not-an-order-number");
    const code = this.need("code", parseCode(this.cell("code")), "not-a-code");
    const description = this.text("description");
    const quantity = this.need("quantity", parseQuantity(this.cell("quantity")), "not-a-quantity");
    const at = this.need("at", this.time(this.cell("at")), "not-a-datetime");
    const price = this.need("price", parseMicros(this.cell("price")), "not-a-price");
    const customer = this.need("customer", parseCustomer(this.cell("customer")), "not-a-customer-number");
    const country = this.text("country");
    const kind = kindOfOrder(order ?? "");
    if (order && price !== undefined && price < 0 && kind !== "adjustment")
      this.problems.push({ column: "price", reason: "negative-price" });
    if (kind === "cancellation" && quantity !== undefined && quantity > 0)
      this.problems.push({ column: "quantity", reason: "cancellation-adds" });
    const total =
      quantity !== undefined && price !== undefined
        ? this.need("price", totalMinor(quantity, price, PENCE_PER_POUND), "too-large")
        : undefined;
    if (this.problems.length > 0) return { ok: false, problems: this.problems };
    return {
      ok: true,
      value: {
        order: order!,
        kind,
        code: code!,
        description,
        quantity: quantity!,
        at: at!,
        unitPriceMinor: totalMinor(1, price!, PENCE_PER_POUND)!,
        totalMinor: total!,
        charged: price !== 0,
        customer: customer!,
        country,
      },
    };
  }

  private cell(column: RetailColumn): string {
    return this.fields[this.layout.places[column]]?.trim() ?? "";
  }

  private need<T>(column: RetailColumn, value: T | undefined, reason: RowProblemReason): T | undefined {
    if (value === undefined) this.problems.push({ column, reason });
    return value;
  }

  private text(column: RetailColumn): string | null {
    const value = withSingleSpaces(this.cell(column));
    if (value === "") return null;
    if (value.length > MAX_TEXT) this.problems.push({ column, reason: "too-long" });
    else if (!isReadable(value)) this.problems.push({ column, reason: "unreadable-text" });
    return value;
  }

  private time(text: string): Date | undefined {
    if (text !== this.lastTime.text)
      this.lastTime = { text, at: parseDateTime(text, RETAIL_TIME_ZONE, this.layout.dateOrder) };
    return this.lastTime.at;
  }
}

function kindOfOrder(order: string): InvoiceKind {
  if (order.startsWith("C")) return "cancellation";
  return order.startsWith("A") ? "adjustment" : "sale";
}

function parseOrderNumber(text: string): string | undefined {
  return /^[A-Za-z]?\d{1,15}$/.test(text) ? text.toUpperCase() : undefined;
}

function parseCode(text: string): string | undefined {
  const code = withSingleSpaces(text);
  return code !== "" && code.length <= 40 && isReadable(code) ? code : undefined;
}

function parseQuantity(text: string): number | undefined {
  if (!/^-?\d{1,10}(\.0{1,6})?$/.test(text)) return undefined;
  const value = Number(text);
  return value !== 0 && Math.abs(value) <= 2_000_000_000 ? value : undefined;
}

/** Null for a row that names no customer. Spreadsheets and data frames write 17850 as 17850.0. */
function parseCustomer(text: string): string | null | undefined {
  if (text === "") return null;
  const match = /^0*(\d{1,15})(?:\.0{1,6})?$/.exec(text);
  return match?.[1];
}

function withSingleSpaces(text: string): string {
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, " ") : text;
}

/** Control characters: a database text cannot hold the first, and no name needs the others. */
function isReadable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/.test(text);
}
