import type { InvoiceKind, RetailRow } from "./online-retail";
import type { OrderSpan } from "./retail-survey";

/** One invoice with all its rows, in the order of the file. */
export interface RetailOrder {
  readonly number: string;
  readonly kind: InvoiceKind;
  /** The earliest time that its rows carry. */
  readonly placedAt: Date;
  readonly customer: string | null;
  readonly country: string | null;
  readonly rows: readonly LocatedRow[];
}
export interface LocatedRow {
  readonly line: number;
  readonly text: string;
  readonly row: RetailRow;
}

/**
 * Puts orders together from rows that need not stand beside one another, so that each is stored whole and once.
 * Holds the rows of the orders that are not complete.
 */
export class OrderAssembler {
  private readonly open = new Map<string, LocatedRow[]>();

  /** @param spans of the survey: how many rows each order has */
  constructor(private readonly spans: ReadonlyMap<string, OrderSpan>) {}

  /** @returns the order that this row completes, or null */
  add(located: LocatedRow): RetailOrder | null {
    const { order } = located.row;
    const rows = this.open.get(order);
    if (rows) rows.push(located);
    else this.open.set(order, [located]);
    const held = rows ?? this.open.get(order)!;
    if (held.length < (this.spans.get(order)?.rows ?? 1)) return null;
    this.open.delete(order);
    return assemble(held, this.customerOf(order));
  }

  /** What the survey says of the order's customer; a row that names another does not belong. */
  customerOf(order: string): string | null {
    return this.spans.get(order)?.customer ?? null;
  }

  /** Orders that never became complete: the file was changed after it was surveyed. */
  rest(): RetailOrder[] {
    return [...this.open.values()].map((rows) => assemble(rows, this.customerOf(rows[0]!.row.order)));
  }
}

function assemble(rows: readonly LocatedRow[], customer: string | null): RetailOrder {
  const [first] = rows;
  const { order: number, kind } = first!.row;
  return {
    number,
    kind,
    placedAt: new Date(
      rows.reduce((least, { row }) => Math.min(least, row.at.getTime()), Number.POSITIVE_INFINITY),
    ),
    customer,
    country: rows.find(({ row }) => row.country !== null)?.row.country ?? null,
    rows,
  };
}
