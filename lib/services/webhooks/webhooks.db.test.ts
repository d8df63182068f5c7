import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WEBHOOK_BODIES } from "@/lib/contracts/webhooks";
import { listAuditRows } from "@/lib/data/audit-events";
import { findPriceProposal } from "@/lib/data/price-proposals";
import { db, storeScope } from "@/lib/data/scope";
import { createMember } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { approvePrices } from "../pricing/approve-prices";
import { proposePrice } from "../pricing/propose-price";
import { createPricedShop, type PricedShop } from "../pricing/testing/priced-shop";
import { deliverWebhooks } from "./deliver-webhooks";
import { postWebhook } from "./post-webhook";
import {
  addWebhookEndpoint,
  listWebhooks,
  removeWebhook,
  renewWebhookSecret,
  resendWebhook,
} from "./webhook-endpoints";
import { openWebhookSecret } from "./webhook-secret";

const NOW = new Date("2026-06-01T10:00:00Z");
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

let server: Server;
let url: string;
let answer: number;
let received: { headers: IncomingMessage["headers"]; body: string }[];
let shop: PricedShop;
let admin: Actor;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answer, answer === 302 ? { location: url } : {}).end("heard");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
});
afterAll(() => server.close());

beforeEach(async () => {
  received = [];
  answer = 204;
  // What earlier tests left waiting would be sent along.
  await db().webhookDelivery.deleteMany({});
  shop = await createPricedShop({ products: 1, weeks: 5 });
  admin = await createMember(shop.storeId, "admin");
});

const add = () => addWebhookEndpoint(admin, { url, events: ["price.activated"] }, NOW);
const deliveries = async () => (await listWebhooks(admin)).deliveries;

/** Proposes and approves 19.50, which then holds. */
async function activate(): Promise<string> {
  const { id } = await proposePrice(shop.marketer, { productId: shop.productIds[0]!, toMinor: 1_950 }, NOW);
  const { contentHash } = (await findPriceProposal(storeScope(shop.storeId), id))!;
  const [outcome] = await approvePrices(shop.ann, { proposals: [{ id, contentHash }] }, NOW);
  expect(outcome).toMatchObject({ ok: true });
  return id;
}

describe("an endpoint", () => {
  it("hears a ping first, then of each price that comes into force, signed with its secret", async () => {
    const { id: endpointId, secret } = await add();
    expect(await deliverWebhooks(NOW)).toMatchObject({ delivered: 1, failed: 0 });
    const proposalId = await activate();
    expect(await deliverWebhooks(NOW)).toMatchObject({ delivered: 1, failed: 0 });
    const [ping, price] = received;
    expect(WEBHOOK_BODIES.ping.parse(JSON.parse(ping!.body)).data).toEqual({ endpointId });
    expect(WEBHOOK_BODIES["price.activated"].parse(JSON.parse(price!.body)).data).toEqual({
      proposalId,
      productId: shop.productIds[0],
      sku: "L-1",
      currency: "EUR",
      pricesIncludeTax: true,
      priceMinor: 1_950,
      compareAtMinor: null,
      previousPriceMinor: 2_200,
      origin: "person",
      approvedBy: { kind: "person", name: shop.ann.name },
    });
    expect(price!.headers["souk-event"]).toBe("price.activated");
    const [, seconds, hex] = /^t=(\d+),v1=([\da-f]{64})$/.exec(String(price!.headers["souk-signature"]))!;
    expect(Number(seconds)).toBe(NOW.getTime() / 1000);
    expect(hex).toBe(createHmac("sha256", secret).update(`${seconds}.${price!.body}`).digest("hex"));
  });

  it("shows its secret once and never again", async () => {
    const { secret } = await add();
    expect(JSON.stringify(await listWebhooks(admin))).not.toContain(secret.slice(6));
  });

  it("keeps its secret encrypted, and signs with one that was stored before secrets were", async () => {
    const { id, secret } = await add();
    const stored = async () =>
      (await db().webhookEndpoint.findUniqueOrThrow({ where: { storeId_id: { storeId: shop.storeId, id } } }))
        .secret;
    expect(await stored()).toMatch(/^sealed\.v1\./);
    await db().webhookEndpoint.updateMany({ where: { storeId: shop.storeId, id }, data: { secret } });
    expect(await deliverWebhooks(NOW)).toMatchObject({ delivered: 1 });
    const [, seconds, hex] = /^t=(\d+),v1=([\da-f]{64})$/.exec(
      String(received[0]!.headers["souk-signature"]),
    )!;
    expect(hex).toBe(createHmac("sha256", secret).update(`${seconds}.${received[0]!.body}`).digest("hex"));
    // The worker's next quiet hour encrypts what is left.
    expect(await deliverWebhooks(later(60))).toMatchObject({ delivered: 0 });
    const sealed = await stored();
    expect(sealed).toMatch(/^sealed\.v1\./);
    expect(openWebhookSecret({ storeId: shop.storeId, endpointId: id }, sealed)).toBe(secret);
  });

  it("whose secret can no longer be read says so, is sent nothing, and goes on with a new one", async () => {
    const { id, secret } = await add();
    const before = process.env.BETTER_AUTH_SECRET;
    process.env.BETTER_AUTH_SECRET = "another-secret-that-nothing-was-sealed-with";
    try {
      expect((await listWebhooks(admin)).endpoints[0]).toMatchObject({ id, isSecretLost: true });
      expect(await deliverWebhooks(NOW)).toMatchObject({ delivered: 0, failed: 1 });
      expect(received).toEqual([]);
      expect((await deliveries())[0]).toMatchObject({
        ...{ status: "waiting", answerStatus: null },
        answer: expect.stringContaining("can no longer be read"),
      });
      const renewed = await renewWebhookSecret(admin, { endpointId: id }, NOW);
      expect(renewed.secret).not.toBe(secret);
      expect((await listWebhooks(admin)).endpoints[0]).toMatchObject({ id, isSecretLost: false });
      expect(await deliverWebhooks(later(60))).toMatchObject({ delivered: 1 });
      const [, seconds, hex] = /^t=(\d+),v1=([\da-f]{64})$/.exec(
        String(received[0]!.headers["souk-signature"]),
      )!;
      const expected = createHmac("sha256", renewed.secret).update(`${seconds}.${received[0]!.body}`);
      expect(hex).toBe(expected.digest("hex"));
    } finally {
      process.env.BETTER_AUTH_SECRET = before;
    }
  });

  it("gets a new secret from an admin of its shop alone, and the audit log says so without it", async () => {
    const { id } = await add();
    await expect(renewWebhookSecret(shop.ann, { endpointId: id }, NOW)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const stranger = await createMember((await createPricedShop({ products: 1, weeks: 1 })).storeId, "admin");
    await expect(renewWebhookSecret(stranger, { endpointId: id }, NOW)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const { secret } = await renewWebhookSecret(admin, { endpointId: id }, later(1));
    const { rows } = await listAuditRows(storeScope(shop.storeId), { limit: 1 });
    expect(rows[0]).toMatchObject({ action: "webhook.secret-renewed", subjectId: id });
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
  });

  it("is not told of a price whose activation did not happen", async () => {
    await add();
    const { id } = await proposePrice(shop.marketer, { productId: shop.productIds[0]!, toMinor: 1_950 }, NOW);
    const proposals = [{ id, contentHash: "0".repeat(64) }];
    expect((await approvePrices(shop.ann, { proposals }, NOW))[0]).toMatchObject({ ok: false });
    expect((await deliveries()).map(({ event }) => event)).toEqual(["ping"]);
  });

  it("that answers with an error or a redirect is tried again later, and given up in the end", async () => {
    answer = 302;
    await add();
    expect(await deliverWebhooks(NOW)).toMatchObject({ failed: 1 });
    expect(await deliverWebhooks(NOW)).toMatchObject({ delivered: 0, failed: 0 });
    expect((await deliveries())[0]).toMatchObject({ status: "waiting", attempts: 1, answerStatus: 302 });
    for (let day = 1; day <= 10; day++) await deliverWebhooks(later(day * 1440));
    expect((await deliveries())[0]).toMatchObject({ status: "failed", attempts: 8, dueAt: null });
    // One delivery has one id, however often it is tried, and a redirect is not followed.
    expect(received).toHaveLength(8);
    expect(new Set(received.map(({ headers }) => headers["souk-delivery"])).size).toBe(1);
    answer = 200;
    await resendWebhook(admin, (await deliveries())[0]!.id, later(20_000));
    expect(await deliverWebhooks(later(20_000))).toMatchObject({ delivered: 1 });
    expect((await deliveries())[0]).toMatchObject({
      status: "delivered",
      answerStatus: 200,
      answer: "heard",
    });
  });

  it("gets each delivery once, also from two workers at a time", async () => {
    await add();
    await Promise.all([deliverWebhooks(NOW), deliverWebhooks(NOW)]);
    expect(received).toHaveLength(1);
  });

  it("hears no more once it is removed", async () => {
    const { id } = await add();
    await removeWebhook(admin, id, NOW);
    await activate();
    await deliverWebhooks(later(10));
    expect(received).toEqual([]);
    expect((await deliveries()).map(({ status, canResend }) => [status, canResend])).toEqual([
      ["failed", false],
    ]);
  });

  it("of one shop hears nothing of another", async () => {
    await add();
    const other = await createPricedShop({ products: 1, weeks: 5 });
    shop = other;
    await activate();
    await deliverWebhooks(NOW);
    expect(received.map(({ headers }) => headers["souk-event"])).toEqual(["ping"]);
  });

  it.each(["http://shop.example/", "https://169.254.169.254/latest", "https://u:p@shop.example/"])(
    "at %s is refused",
    async (address) => {
      const wish = addWebhookEndpoint(admin, { url: address, events: ["price.activated"] }, NOW);
      await expect(wish).rejects.toMatchObject({ code: "INVALID" });
    },
  );
});

describe("a name", () => {
  /** A name server that gives these addresses. */
  const resolvesTo = (...addresses: string[]) =>
    ((_name: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      )) as unknown as Parameters<typeof postWebhook>[3];

  it.each([["10.0.0.5"], ["127.0.0.1"], ["::1"], ["::ffff:10.0.0.5"], ["203.0.114.9", "192.168.0.1"]])(
    "that leads to %s is not called",
    async (...addresses) => {
      const told = await postWebhook("https://inside.example/", "{}", {}, resolvesTo(...addresses));
      expect(told.status).toBeNull();
      expect(told.text).toMatch(/^Not called: inside\.example leads to/);
    },
  );
});
