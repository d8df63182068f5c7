import { appendAuditEvent } from "@/lib/data/audit-events";
import { listFinishedFormats } from "@/lib/data/import-runs";
import { transaction } from "@/lib/data/scope";
import { ensureStore, findStoreBySlug } from "@/lib/data/stores";
import { systemActor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import type { ImportFormat } from "@/lib/domain/imports/import-run";
import type { Shop } from "@/lib/domain/shop";
import { newId } from "@/lib/platform/ids";

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/;

export interface ImportStore {
  readonly shop: Shop;
  /** Nothing has been brought into it yet: it still needs its members. */
  readonly isNew: boolean;
  /** Its simulated clock stands at its newest fact, and moves on with newer ones. */
  readonly clockFollowsData: boolean;
}

/** A shop that is there already. @throws AppError NOT_FOUND */
export async function getImportStore(slug: string): Promise<Shop> {
  const shop = await findStoreBySlug(slug);
  if (!shop) throw new AppError("NOT_FOUND", `There is no shop "${slug}". Nothing was imported.`);
  return shop;
}

/**
 * The shop that the command line imports into, made when it is missing. A new one lives at the time of its newest
 * fact: data of the past are read as of their own present.
 * @throws AppError INVALID for a slug that could not stand in an address
 */
export async function ensureImportStore(
  wanted: {
    format: ImportFormat;
    slug: string;
    name: string;
    currency: string;
    timeZone: string;
    newestFactAt: Date | null;
  },
  now: Date,
): Promise<ImportStore> {
  if (!SLUG.test(wanted.slug))
    throw new AppError(
      "INVALID",
      `"${wanted.slug}" cannot stand in an address: use small letters, digits and dashes.`,
    );
  const { slug, name, currency, timeZone, newestFactAt } = wanted;
  return transaction(async (tx) => {
    const { shop, created } = await ensureStore(tx, {
      ...{ id: newId(), slug, name, currency, timeZone },
      clockKind: newestFactAt ? "simulated" : "wall",
      clockAt: newestFactAt,
      createdAt: now,
    });
    const scope = { storeId: shop.id, db: tx };
    if (created)
      await appendAuditEvent(scope, {
        at: now,
        actor: systemActor(shop.id),
        action: "store.created",
        subjectKind: "store",
        subjectId: shop.id,
        detail: { slug },
      });
    const formats = await listFinishedFormats(scope);
    return {
      shop,
      isNew: formats.length === 0,
      clockFollowsData: shop.clockKind === "simulated" && formats.every((format) => format === wanted.format),
    };
  });
}
