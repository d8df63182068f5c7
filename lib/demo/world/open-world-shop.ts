import { storeScope } from "@/lib/data/scope";
import { findStoreBySlug } from "@/lib/data/stores";
import { findWorldState } from "@/lib/data/world-state";
import type { WorldSettings, WorldSize } from "@/lib/world/types";
import { fillWorldStore, WORLD_STORE_SLUG } from "./fill-world-store";
import { WORLD_SOURCE } from "./to-rows";
import { decodeSnapshot } from "./world-snapshot";

/** A demo's shop with the settings of the world behind it. */
export interface WorldShop {
  readonly storeId: string;
  readonly settings: WorldSettings;
  /** The kind of identity that holds the world's numbers. */
  readonly source: string;
}

/** Opens the demo's shop of this database, or fills one of the size where there is none. */
export async function openWorldShop(
  size: WorldSize,
  say: (sentence: string) => void,
  slug = WORLD_STORE_SLUG,
): Promise<WorldShop> {
  if (!(await findStoreBySlug(slug))) say(`Filling a ${size} shop`);
  const { storeId } = await fillWorldStore({ size, slug, wallNow: () => new Date() });
  const stored = await findWorldState(storeScope(storeId));
  return { storeId, source: WORLD_SOURCE, settings: decodeSnapshot(stored!.content).state.world.settings };
}
