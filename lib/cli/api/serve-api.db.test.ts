import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApiDocument, priceLabelsBody, recommendationListBody } from "@/lib/contracts/api-v1";
import { emailBlock } from "@/lib/contracts/recommendation-export";
import { feedbackResult } from "@/lib/contracts/recommendation-feedback";
import { storeScope } from "@/lib/data/scope";
import { createCustomer, createMember, createProduct, createStore } from "@/lib/data/testing/factories";
import type { Actor } from "@/lib/domain/actor";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { createApiServer } from "./serve-api";

const ALLOWED = 60;
const MANY = "x,".repeat(3_000);
let server: Server;
let address = "";
let key = "";
let productId = "";
let storeId = "";
let admin: Actor;

beforeAll(async () => {
  process.env.API_REQUESTS_PER_MINUTE = String(ALLOWED);
  const { id } = await createStore();
  storeId = id;
  productId = await createProduct(id);
  admin = await createMember(id, "admin");
  const scopes = ["recommendations:read", "feedback:write", "prices:read"] as const;
  ({ key } = await createApiKey(admin, { name: "Site", scopes: [...scopes] }, new Date()));
  server = createApiServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const ask = (path: string, init: RequestInit = {}, bearer = key) =>
  fetch(`${address}${path}`, { ...init, headers: { authorization: `Bearer ${bearer}` } });
const post = (path: string, body: string) => ask(path, { method: "POST", body });

describe("the API in a process of its own", () => {
  it("answers every operation of its contract in the contract's shape", async () => {
    const { paths } = openApiDocument();
    const asked: Record<string, () => Promise<Response>> = {
      "get /recommendations": () => ask("/recommendations?placement=home&session=s&n=3"),
      "post /recommendations/feedback": () =>
        post(
          "/recommendations/feedback",
          JSON.stringify({
            feedback: [
              { recommendationId: crypto.randomUUID(), kind: "click", product: productId, messageId: "m1" },
            ],
          }),
        ),
      "get /prices": () => ask(`/prices?products=${productId}`),
    };
    const bodies = {
      "get /recommendations": recommendationListBody,
      "post /recommendations/feedback": feedbackResult,
      "get /prices": priceLabelsBody,
    };
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    for (const name of Object.keys(asked)) expect(told).toContain(name);
    for (const [name, one] of Object.entries(asked)) {
      const answer = await one();
      expect({ name, status: answer.status }).toEqual({ name, status: 200 });
      bodies[name as keyof typeof bodies].parse(await answer.json());
    }
    const contract = await fetch(`${address}/openapi.json`);
    expect(await contract.json()).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it("sends e-mail blocks as they are made, to a key that may take them along", async () => {
    const scope = storeScope(storeId);
    const readers: string[] = [];
    for (const name of ["Ann", "Ben", "Cem"]) {
      const email = `${name}@example.test`;
      const customerId = await createCustomer(storeId, { name, email });
      const consent = { channel: "email", granted: true, source: "checkout", at: new Date() };
      await scope.db.consent.create({ data: { storeId, customerId, ...consent } });
      readers.push(customerId);
    }
    readers.sort();
    const path = "/recommendations/export";
    expect((await ask(`${path}?format=json`)).status).toBe(403);
    const scopes = ["recommendations:export"] as const;
    const { key: taking } = await createApiKey(admin, { name: "Mail", scopes: [...scopes] }, new Date());
    const lines = async (query: string) => {
      const answer = await ask(`${path}?format=json&${query}`, {}, taking);
      expect(answer.headers.get("content-type")).toBe("application/jsonl; charset=utf-8");
      const text = await answer.text();
      return text
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => emailBlock.parse(JSON.parse(line)));
    };
    const first = await lines("n=1&limit=2");
    expect(first.map(({ customerId }) => customerId)).toEqual(readers.slice(0, 2));
    expect(first[0]!.items.map((item) => item.productId)).toEqual([productId]);
    const rest = await lines(`limit=2&after=${readers[1]}`);
    expect(rest.map(({ customerId }) => customerId)).toEqual(readers.slice(2));
    const csv = await ask(path, {}, taking);
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect((await csv.text()).trim().split("\r\n")).toHaveLength(4);
    for (const wrong of ["limit=5001", "limit=0", "segment=x", "after=x", "n=99"])
      expect((await ask(`${path}?${wrong}`, {}, taking)).status).toBe(400);
    const audited = await scope.db.auditEvent.count({
      where: { action: "recommendations.exported", storeId },
    });
    expect(audited).toBe(3);
  });

  it("refuses what cannot be read, and never with an error page", async () => {
    for (const [path, status] of [
      ["/recommendations", 400],
      ["/recommendations?placement=moon", 400],
      ["/recommendations?placement=home&n=0", 400],
      ["/recommendations?placement=home&n=9999999999999", 400],
      [`/recommendations?placement=home&cart=${MANY}`, 400],
      ["/recommendations?placement=home&session=a%00b", 400],
      ["/prices?products=a%00b", 400],
      ["/recommendations/../../etc/passwd", 404],
      ["/__proto__", 404],
    ] as const) {
      const answer = await ask(path);
      expect({ path, status: answer.status }).toEqual({ path, status });
      expect(await answer.json()).toMatchObject({ error: { code: expect.any(String) } });
    }
    expect((await post("/recommendations/feedback", "{half")).status).toBe(400);
    for (const strange of ["a\0b", "a\ud800b"])
      for (const field of ["messageId", "product"]) {
        const entry = {
          recommendationId: crypto.randomUUID(),
          kind: "click",
          product: productId,
          messageId: "m",
        };
        const body = JSON.stringify({ feedback: [{ ...entry, [field]: strange }] });
        const answer = await post("/recommendations/feedback", body);
        expect({ field, status: answer.status }).toEqual({ field, status: 400 });
        const name = `feedback.0.${field}`;
        expect(await answer.json()).toMatchObject({
          error: { fieldErrors: { [name]: "holds a character that cannot be stored" } },
        });
      }
    expect((await ask("/recommendations?placement=home", {}, "souk_nobody")).status).toBe(401);
  });

  it("gives a list to whoever asks strangely", async () => {
    for (const who of ["customer=%00", "customer=%F0%9F%8D%B5", `session=${"s".repeat(200)}`, "views=,,,"]) {
      const answer = await ask(`/recommendations?placement=home&${who}`);
      expect({ who, status: answer.status }).toEqual({ who, status: 200 });
      const list = recommendationListBody.parse(await answer.json());
      expect(list.items.map((item) => item.productId)).toEqual([productId]);
      expect(list.fallback).not.toBeNull();
    }
  });

  it("tells a key that asks too often when to come back", async () => {
    let answer = await ask("/prices?products=x");
    for (let k = 0; k < ALLOWED && answer.status === 200; k++) answer = await ask("/prices?products=x");
    expect(answer.status).toBe(429);
    const seconds = Number(answer.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await answer.json()).toMatchObject({ error: { code: "RATE_LIMITED" } });
  });
});
