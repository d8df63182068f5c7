import { gunzipSync, gzipSync } from "node:zlib";
import type { HistoryEnd } from "@/lib/world/run-history";
import type { ShopkeeperMemory } from "@/lib/world/shopkeeper";
import { stateFromJson, stateToJson } from "@/lib/world/state";
import type { World } from "@/lib/world/world";

/** A world and its shopkeeper between two days, as bytes to keep. O(customers + products). */
export function encodeSnapshot({ state, memory }: HistoryEnd): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(JSON.stringify({ state: stateToJson(state), memory }), { level: 1 }));
}

/**
 * Reads what `encodeSnapshot` wrote.
 * @param world the world of the same settings, when it is already at hand
 * @throws RangeError for a state of another version
 */
export function decodeSnapshot(content: Uint8Array, world?: World): HistoryEnd {
  const { state, memory } = JSON.parse(gunzipSync(content).toString("utf8")) as {
    state: unknown;
    memory: ShopkeeperMemory;
  };
  return { state: stateFromJson(state, world), memory };
}
