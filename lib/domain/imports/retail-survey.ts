import { productOf, type RetailRow } from "./online-retail";
import type { RowProblemReason } from "./row-problem";

/** What the first reading tells of an order: how many usable rows it has and whose it is. */
export interface OrderSpan {
  readonly rows: number;
  readonly customer: string | null;
}
export interface SurveyedProduct {
  /** In capitals. */
  readonly code: string;
  /** As most rows spell it. */
  readonly sku: string;
  /** Every spelling that occurs. */
  readonly spellings: readonly string[];
  /** What most rows with a price call it; null where it was never charged. */
  readonly name: string | null;
}
export interface SurveyedCustomer {
  readonly number: string;
  /** Of the latest order. */
  readonly country: string | null;
  readonly firstAt: Date;
}

/** Other names of a product beyond this many are not counted. */
const MOST_NAMES = 100;

interface Order {
  rows: number;
  customer: string | null;
  readonly firstLine: number;
  lastLine: number;
}

/**
 * The first reading of a file: gathers what must be known before a row can be stored. Holds one entry for each
 * order, product and customer, none for a row.
 */
export class RetailSurvey {
  private readonly orderOf = new Map<string, Order>();
  private readonly productsByCode = new Map<
    string,
    { spellings: Map<string, number>; names: Map<string, number> }
  >();
  private readonly customerOf = new Map<
    string,
    { country: string | null; firstMs: number; lastMs: number }
  >();
  private newestMs = Number.NEGATIVE_INFINITY;
  private oldestMs = Number.POSITIVE_INFINITY;
  rows = 0;
  totalMinor = 0;

  /** Takes a row in, or says why it cannot be: an order has one customer, the first that its rows name. */
  add(row: RetailRow, line: number): RowProblemReason | null {
    const order = this.orderOf.get(row.order);
    if (!order)
      this.orderOf.set(row.order, { rows: 1, customer: row.customer, firstLine: line, lastLine: line });
    else {
      if (row.customer !== null && order.customer !== null && row.customer !== order.customer)
        return "another-customer";
      order.rows++;
      order.customer ??= row.customer;
      order.lastLine = line;
    }
    this.rows++;
    this.totalMinor += row.totalMinor;
    const atMs = row.at.getTime();
    this.newestMs = Math.max(this.newestMs, atMs);
    this.oldestMs = Math.min(this.oldestMs, atMs);
    this.addProduct(row);
    if (row.customer !== null) this.addCustomer(row.customer, row.country, atMs);
    return null;
  }

  get orders(): ReadonlyMap<string, OrderSpan> {
    return this.orderOf;
  }

  get newestAt(): Date | null {
    return this.rows > 0 ? new Date(this.newestMs) : null;
  }

  get oldestAt(): Date | null {
    return this.rows > 0 ? new Date(this.oldestMs) : null;
  }

  products(): SurveyedProduct[] {
    return [...this.productsByCode].map(([code, { spellings, names }]) => ({
      code,
      sku: mostFrequent(spellings) ?? code,
      spellings: [...spellings.keys()],
      name: mostFrequent(names),
    }));
  }

  customers(): SurveyedCustomer[] {
    return [...this.customerOf].map(([number, { country, firstMs }]) => ({
      number,
      country,
      firstAt: new Date(firstMs),
    }));
  }

  /** An upper bound of the rows that wait for the rest of their order at any one time. O(orders log orders). */
  mostOpenRows(): number {
    const starts = [...this.orderOf.values()].sort((a, b) => a.firstLine - b.firstLine);
    const ends = [...starts].sort((a, b) => a.lastLine - b.lastLine);
    let open = 0;
    let most = 0;
    let ended = 0;
    for (const order of starts) {
      while (ends[ended]!.lastLine < order.firstLine) open -= ends[ended++]!.rows;
      open += order.rows;
      most = Math.max(most, open);
    }
    return most;
  }

  private addProduct({ code, description, charged }: RetailRow): void {
    const key = productOf(code);
    let product = this.productsByCode.get(key);
    if (!product) {
      product = { spellings: new Map(), names: new Map() };
      this.productsByCode.set(key, product);
    }
    product.spellings.set(code, (product.spellings.get(code) ?? 0) + 1);
    // Rows without a price carry notes of the stockroom ("damaged", "found") in place of a name.
    if (!charged || description === null) return;
    const rows = product.names.get(description);
    if (rows !== undefined || product.names.size < MOST_NAMES)
      product.names.set(description, (rows ?? 0) + 1);
  }

  private addCustomer(number: string, country: string | null, atMs: number): void {
    const known = this.customerOf.get(number);
    if (!known) {
      this.customerOf.set(number, { country, firstMs: atMs, lastMs: atMs });
      return;
    }
    known.firstMs = Math.min(known.firstMs, atMs);
    if (atMs >= known.lastMs) {
      known.lastMs = atMs;
      known.country = country ?? known.country;
    }
  }
}

/** What was counted most often, the first of several; null where nothing was. */
function mostFrequent(counts: ReadonlyMap<string, number>): string | null {
  let most: string | null = null;
  for (const [value, count] of counts) if (most === null || count > counts.get(most)!) most = value;
  return most;
}
