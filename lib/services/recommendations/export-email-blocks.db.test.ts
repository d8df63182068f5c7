import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { storeScope } from "@/lib/data/scope";
import { TEST_NOW } from "@/lib/data/testing/factories";
import { exportEmailBlocks } from "./export-email-blocks";
import { flushServed } from "./served-log";
import { createTasteShop } from "./testing/taste-shop";

async function read(pieces: AsyncGenerator<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

it("e-mail blocks hold those who may be written to alone, are logged lists, and stand in the audit log", async () => {
  const { actor, customers } = await createTasteShop({ products: 6, customers: 3, orders: 1 });
  const { db, storeId } = storeScope(actor.storeId);
  const [willing, unwilling] = customers.tea;
  for (const [customerId, granted] of [
    [willing!, true],
    [unwilling!, false],
  ] as const) {
    await db.customer.update({
      where: { storeId_id: { storeId, id: customerId } },
      data: { email: `${customerId}@example.test`, name: "=1+1" },
    });
    await db.consent.create({
      data: { storeId, customerId, channel: "email", granted, source: "checkout", at: TEST_NOW },
    });
  }
  const csv = await read(await exportEmailBlocks(actor, { n: 3 }, TEST_NOW));
  const rows = parse(csv, { columns: true, bom: true }) as Record<string, string>[];
  expect(rows.map((row) => row.customerId)).toEqual([willing]);
  expect(rows[0]!.name!.startsWith("=")).toBe(false);
  expect(rows[0]!.productId3).not.toBe("");
  await flushServed();
  const served = await db.recommendation.findFirstOrThrow({
    where: { storeId, id: rows[0]!.recommendationId! },
  });
  expect(served).toMatchObject({ placement: "email", customerId: willing });

  const lines = await read(await exportEmailBlocks(actor, { n: 2, format: "json" }, TEST_NOW));
  expect((JSON.parse(lines) as { items: unknown[] }).items).toHaveLength(2);
  const audit = await db.auditEvent.count({ where: { storeId, action: "recommendations.exported" } });
  expect(audit).toBe(2);
});
