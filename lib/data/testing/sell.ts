import type { OrderStatus } from "@/lib/domain/orders";
import { newId } from "@/lib/platform/ids";
import { insertOrders } from "../orders";
import { storeScope } from "../scope";

export interface TestSale {
  readonly customerId: string;
  readonly placedAt: Date;
  /** Product id, pieces and price a piece; the line's total is their product. */
  readonly lines: readonly (readonly [productId: string, quantity: number, unitPriceMinor: number])[];
  readonly status?: OrderStatus;
  readonly rate?: number;
  readonly campaignId?: string | null;
}

/** One order with its lines, without tax, postage or discount. @returns its id */
export async function sell(storeId: string, sale: TestSale): Promise<string> {
  const id = newId();
  const lines = sale.lines.map(([productId, quantity, unitPriceMinor], place) => ({
    lineNo: place + 1,
    ...{ productId, quantity, unitPriceMinor },
    ...{
      compareAtMinor: null,
      discountMinor: 0,
      totalMinor: quantity * unitPriceMinor,
      taxMinor: 0,
      costMinor: null,
    },
  }));
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  await insertOrders(storeScope(storeId), [
    {
      ...{ id, customerId: sale.customerId, source: "test", number: id, reference: id.slice(-6) },
      ...{
        placedAt: sale.placedAt,
        status: sale.status ?? "paid",
        channel: "web",
        device: null,
        sessionId: null,
      },
      ...{
        currency: "EUR",
        rate: sale.rate ?? 1,
        subtotalMinor: totalMinor,
        discountMinor: 0,
        shippingMinor: 0,
      },
      ...{ taxMinor: 0, totalMinor, discountCode: null, campaignId: sale.campaignId ?? null, lines },
    },
  ]);
  return id;
}
