import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSealed, SEALED_PREFIX, seal, sealingKey, unseal } from "./sealed-text";

const SECRET = "a-secret-for-tests-that-protects-nothing";
const key = sealingKey(SECRET, "souk/webhook-secret");

describe("a sealed text", () => {
  it("opens under its key and for what it is about, and says nothing of itself before", () => {
    const sealed = seal("whsec_密 secret", key, "shop/endpoint");
    expect(isSealed(sealed)).toBe(true);
    expect(sealed).not.toContain("whsec");
    expect(unseal(sealed, key, "shop/endpoint")).toBe("whsec_密 secret");
    expect(unseal(seal("", key, "x"), key, "x")).toBe("");
  });

  it("is another each time", () => {
    const all = Array.from({ length: 50 }, () => seal("the same", key, "x"));
    expect(new Set(all).size).toBe(50);
  });

  it("opens under no other key and for nothing else", () => {
    const sealed = seal("text", key, "shop/endpoint");
    expect(unseal(sealed, sealingKey(`${SECRET}!`, "souk/webhook-secret"), "shop/endpoint")).toBeNull();
    expect(unseal(sealed, sealingKey(SECRET, "souk/other"), "shop/endpoint")).toBeNull();
    expect(unseal(sealed, key, "shop/other")).toBeNull();
  });

  it("does not open with any byte changed, cut off or added, nor what was never sealed", () => {
    const sealed = seal("text", key, "x");
    const bytes = Buffer.from(sealed.slice(SEALED_PREFIX.length), "base64url");
    for (let at = 0; at < bytes.length; at++) {
      const wrong = Buffer.from(bytes);
      wrong[at]! ^= 1;
      expect(unseal(SEALED_PREFIX + wrong.toString("base64url"), key, "x")).toBeNull();
      expect(unseal(SEALED_PREFIX + bytes.subarray(0, at).toString("base64url"), key, "x")).toBeNull();
    }
    expect(unseal(`${sealed}AAAA`, key, "x")).toBeNull();
    expect(unseal("whsec_plain", key, "x")).toBeNull();
  });

  it("has a key by HKDF-SHA256 as RFC 5869 writes it", () => {
    // Extract with 32 zero bytes as salt, expand with one block: T(1) = HMAC(PRK, info | 0x01).
    const extracted = createHmac("sha256", Buffer.alloc(32)).update(SECRET).digest();
    const expanded = createHmac("sha256", extracted)
      .update("souk/webhook-secret")
      .update(Buffer.of(1))
      .digest();
    expect(key).toEqual(expanded);
  });
});
