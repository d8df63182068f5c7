import { validate, version } from "uuid";
import { expect, it } from "vitest";
import { worldId } from "./world-id";

const shop = "0190a0a0-0000-7000-8000-000000000001";

it("is a UUIDv7 that depends on shop, kind and number alone", () => {
  const id = worldId(shop, "order", 42);
  expect(validate(id)).toBe(true);
  expect(version(id)).toBe(7);
  expect(worldId(shop, "order", 42)).toBe(id);
  const others = [
    worldId(shop, "order", 43),
    worldId(shop, "refund", 42),
    worldId("another shop", "order", 42),
  ];
  expect(new Set([id, ...others]).size).toBe(4);
});

it("sorts by number", () => {
  const ids = [1, 9, 10, 255, 256, 100_000].map((number) => worldId(shop, "order", number));
  expect([...ids].sort()).toEqual(ids);
});
