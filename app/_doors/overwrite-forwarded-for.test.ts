import { createServer, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { register } from "@/instrumentation";

const { emit } = Server.prototype;
let server: Server;

afterEach(async () => {
  Server.prototype.emit = emit;
  vi.unstubAllEnvs();
  await new Promise((done) => server.close(done));
});

/** What a server of this process, as Next starts it, takes for the address of a client that says `forwarded`. */
async function addressSeen(forwarded: string): Promise<string> {
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  await register();
  server = createServer((request, response) => response.end(String(request.headers["x-forwarded-for"])));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}`, { headers: { "x-forwarded-for": forwarded } });
  return answer.text();
}

describe("the address that a request is counted by", () => {
  it("is the socket's, not what the client writes into a header", async () => {
    expect(await addressSeen("198.51.100.1")).toBe("127.0.0.1");
  });

  it("is what the proxy saw, where one is said to stand in front", async () => {
    vi.stubEnv("SOUK_TRUSTED_PROXIES", "1");
    expect(await addressSeen("198.51.100.1, 203.0.113.7")).toBe("203.0.113.7");
  });
});
