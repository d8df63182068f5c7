import { createHash } from "node:crypto";
import { type CustomerRecord, findCustomerIds, upsertCustomers } from "@/lib/data/customers";
import { listFinishedFormats } from "@/lib/data/import-runs";
import { findProductIds, upsertProducts } from "@/lib/data/products";
import { upsertRatings } from "@/lib/data/ratings";
import { type StoreScope, storeScope, transaction } from "@/lib/data/scope";
import { ensureStore } from "@/lib/data/stores";
import { systemActor } from "@/lib/domain/actor";
import { addCounts, type ImportCounts } from "@/lib/domain/imports/import-run";
import { newId } from "@/lib/platform/ids";
import { refreshFeatures } from "@/lib/services/customers/refresh-features";
import { type ImportSession, runLeasedImport } from "@/lib/services/imports/leased-import";
import {
  FIRST_STORE_SIZES,
  FIRST_STORE_VERSION,
  type FirstStoreCustomer,
  type FirstStoreSize,
  firstStoreCustomer,
  firstStoreProducts,
} from "@/lib/world/first-store/first-store";
import { HISTORY, SHOP_NAME } from "@/lib/world/parameters";

export const FIRST_STORE_SLUG = "demo";
/** The demo's clock stands at the morning after its history. */
const FIRST_STORE_NOW = new Date("2026-11-01T09:00:00Z");
const FORMAT = "first-store";
const BATCH_CUSTOMERS = 100;

export interface FillOptions {
  readonly size: FirstStoreSize;
  readonly wallNow: () => Date;
  readonly seed?: number;
  readonly slug?: string;
  /** Stops between two batches; the next call goes on. */
  readonly signal?: AbortSignal;
}

/**
 * Fills the demo's first shop with people who rate goods: a shop of MovieLens' shape that needs no file. It is
 * written like an import, batch by batch with a checkpoint: killed, it goes on; filled, nothing happens.
 * @param onProgress share done, 0–1 @returns the shop's id
 */
export async function fillFirstStore(
  options: FillOptions,
  onProgress: (share: number) => void = () => undefined,
): Promise<{ storeId: string; filled: boolean }> {
  const { size, wallNow, seed = HISTORY.seed, slug = FIRST_STORE_SLUG } = options;
  const { shop } = await transaction((tx) =>
    ensureStore(tx, {
      ...{ id: newId(), slug, name: SHOP_NAME.en, currency: HISTORY.currency, timeZone: HISTORY.timeZone },
      ...{ clockKind: "simulated" as const, clockAt: FIRST_STORE_NOW, createdAt: wallNow() },
    }),
  );
  const scope = storeScope(shop.id);
  if ((await listFinishedFormats(scope)).includes(FORMAT)) {
    onProgress(1);
    return { storeId: shop.id, filled: false };
  }
  const contentHash = createHash("sha256").update(`${FIRST_STORE_VERSION} ${seed} ${size}`).digest("hex");
  await runLeasedImport(
    systemActor(shop.id),
    { format: FORMAT, fileName: `${FORMAT}-${size}`, contentHash },
    async (session) => {
      const counts = await writeShop(session, { ...options, seed }, onProgress);
      await refreshFeatures(scope, wallNow());
      return counts;
    },
    { wallNow },
  );
  return { storeId: shop.id, filled: true };
}

async function writeShop(
  { run, commit }: ImportSession,
  options: FillOptions & { seed: number },
  onProgress: (share: number) => void,
): Promise<ImportCounts> {
  const { seed, signal } = options;
  const total = FIRST_STORE_SIZES[options.size];
  let counts = run.counts;
  if (run.checkpoint.part === 0)
    counts = await commit({ part: 1, line: 0 }, async (tx, before) => {
      const products = await upsertProducts(
        tx,
        FORMAT,
        firstStoreProducts(seed).map(({ productNo, name, categories }) => ({
          ...{ value: String(productNo), name, categories, releasedAt: null, url: null },
        })),
        FIRST_STORE_NOW,
      );
      return { ...before, products: addCounts(before.products, products) };
    });
  const written = run.checkpoint.part === 0 ? 0 : run.checkpoint.line;
  for (let from = written; from < total; from += BATCH_CUSTOMERS) {
    signal?.throwIfAborted();
    const line = Math.min(total, from + BATCH_CUSTOMERS);
    const people = Array.from({ length: line - from }, (_, i) =>
      firstStoreCustomer(seed, from + i + 1, FIRST_STORE_NOW.getTime()),
    );
    counts = await commit({ part: 1, line }, (tx, before) => writePeople(tx, people, before));
    onProgress(line / total);
  }
  return counts;
}

async function writePeople(
  tx: StoreScope,
  people: readonly FirstStoreCustomer[],
  counts: ImportCounts,
): Promise<ImportCounts> {
  const customers = await upsertCustomers(tx, FORMAT, people.map(toRecord), FIRST_STORE_NOW);
  const customerIds = await findCustomerIds(
    tx,
    FORMAT,
    people.map(({ customerNo }) => String(customerNo)),
  );
  const goods = people.flatMap(({ ratings }) => ratings.map(({ productNo }) => String(productNo)));
  const productIds = await findProductIds(tx, FORMAT, goods);
  const ratings = await upsertRatings(
    tx,
    people.flatMap((person) =>
      person.ratings.map(({ productNo, stars, ratedAtMs }) => ({
        customerId: customerIds.get(String(person.customerNo))!,
        productId: productIds.get(String(productNo))!,
        value: stars,
        ratedAt: new Date(ratedAtMs),
      })),
    ),
  );
  return {
    ...counts,
    customers: addCounts(counts.customers, customers),
    ratings: addCounts(counts.ratings, ratings),
  };
}

function toRecord({ customerNo, name, email, age, gender, occupation }: FirstStoreCustomer): CustomerRecord {
  return { value: String(customerNo), name, email, age, gender, occupation, postalCode: null };
}
