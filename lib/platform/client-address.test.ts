import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address";

describe("a client's address", () => {
  it.each([
    ["the socket's own, whatever the client says", "203.0.113.7", "10.0.0.1, 10.0.0.2", 0, "203.0.113.7"],
    ["the last one that one proxy added", "10.0.0.9", "192.0.2.1, 203.0.113.7", 1, "203.0.113.7"],
    ["before the inner proxy's with two", "10.0.0.9", "192.0.2.1,203.0.113.7,10.0.0.8", 2, "203.0.113.7"],
    ["the socket's own where the proxy says nothing", "10.0.0.9", undefined, 1, "10.0.0.9"],
    ["the leftmost where there are fewer than was said", "10.0.0.9", "203.0.113.7", 3, "203.0.113.7"],
    ["not changed by empty places", "10.0.0.9", " , 203.0.113.7 ,", 1, "203.0.113.7"],
    ["written in one way", "::ffff:203.0.113.7", undefined, 0, "203.0.113.7"],
    ["left as it is in the newer protocol", "2001:db8::7", undefined, 0, "2001:db8::7"],
    ["unknown where the socket has gone", undefined, "203.0.113.7", 0, "unknown"],
  ])("is %s", (_, peer, forwarded, proxies, expected) => {
    expect(clientAddress(peer, forwarded, proxies)).toBe(expected);
  });
});
