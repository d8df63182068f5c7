import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { findFiguresComputedAt } from "@/lib/data/customer-features";
import { listImportRunsOf } from "@/lib/data/import-runs";
import { storeScope, transaction } from "@/lib/data/scope";
import { ensureStore } from "@/lib/data/stores";
import { insertWorldState } from "@/lib/data/world-state";
import { systemActor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { addCounts, type ImportCounts, type ImportRun } from "@/lib/domain/imports/import-run";
import { shopNow } from "@/lib/domain/shop";
import { newId } from "@/lib/platform/ids";
import { refreshFeatures } from "@/lib/services/customers/refresh-features";
import { runLeasedImport } from "@/lib/services/imports/leased-import";
import { refreshProductFigures } from "@/lib/services/products/refresh-product-figures";
import { Calendar } from "@/lib/world/calendar";
import { SHOP_NAME } from "@/lib/world/parameters";
import { type HistoryEnd, runHistory } from "@/lib/world/run-history";
import { worldSettings } from "@/lib/world/settings";
import type { DayEvents, WorldSettings, WorldSize } from "@/lib/world/types";
import { shopMorning } from "./shop-morning";
import { encodeSnapshot } from "./world-snapshot";
import { writeDays } from "./write-days";

export const WORLD_STORE_SLUG = "demo";
const FORMAT = "world";
const FILE_PREFIX = "world-";
/** A transaction takes days until it holds about so many rows: a second's work of the embedded database. */
const BATCH_ROWS = 30_000;

export interface FillWorldOptions {
  readonly size: WorldSize;
  readonly wallNow: () => Date;
  readonly slug?: string;
  /** Parts of the world that a test wants otherwise. */
  readonly settings?: Partial<Omit<WorldSettings, "version" | "size">>;
  readonly signal?: AbortSignal;
}

/**
 * Fills the demo's shop with the world's history. It is written like an import, some days at a time with a
 * checkpoint: killed, it steps the same world again and goes on where it was; filled, nothing happens.
 * @param onProgress share done, 0–1 @returns the shop's id, whether this call filled it, and the size it has
 * @throws AppError CONFLICT for a shop that was begun with another world: the two would mix
 */
export async function fillWorldStore(
  options: FillWorldOptions,
  onProgress: (share: number) => void = () => undefined,
): Promise<{ storeId: string; filled: boolean; size: string }> {
  const settings = worldSettings({ ...options.settings, size: options.size });
  const calendar = new Calendar(settings.startDate, settings.timeZone);
  const morningAfter = shopMorning(calendar, settings.historyDays);
  const { shop } = await transaction((tx) =>
    ensureStore(tx, {
      id: newId(),
      slug: options.slug ?? WORLD_STORE_SLUG,
      name: SHOP_NAME.en,
      currency: settings.currency,
      timeZone: settings.timeZone,
      clockKind: "simulated",
      clockAt: morningAfter,
      createdAt: options.wallNow(),
    }),
  );
  const scope = storeScope(shop.id);
  const known = (await listImportRunsOf(scope, FORMAT)).find(({ status }) => status === "succeeded");
  if (known) {
    // Whoever let the world go on and was killed may have left figures of the day before.
    const now = shopNow(shop, options.wallNow());
    const computedAt = await findFiguresComputedAt(scope);
    if (computedAt && computedAt < now) await refreshFeatures(scope, now);
    await refreshProductFigures(scope, options.wallNow);
    return { storeId: shop.id, filled: false, size: sizeOf(known) };
  }
  const contentHash = createHash("sha256").update(JSON.stringify(settings)).digest("hex");
  const content = { format: FORMAT, fileName: FILE_PREFIX + settings.size, contentHash } as const;
  let end: HistoryEnd | undefined;
  await runLeasedImport(
    systemActor(shop.id),
    content,
    async ({ run, commit }) => {
      let counts: ImportCounts = run.counts;
      const steps = batches(settings, run.checkpoint.line);
      // The next days are stepped while the database writes these.
      let ahead = steps.next();
      for (;;) {
        options.signal?.throwIfAborted();
        const next = await ahead;
        if (next.done) {
          end = next.value;
          return counts;
        }
        ahead = steps.next();
        // Whoever waits for it hears of a failure; a commit that fails first is what counts then.
        ahead.catch(() => undefined);
        const days = next.value;
        const line = days.at(-1)!.day + 1;
        counts = await commit({ part: 0, line }, async (tx, before) => {
          const made = await writeDays(tx, days);
          const created = (n: number) => ({ created: n, updated: 0, unchanged: 0 });
          return {
            ...before,
            customers: addCounts(before.customers, created(made.customers)),
            products: addCounts(before.products, created(made.products)),
            ratings: addCounts(before.ratings, created(made.ratings)),
          };
        });
        onProgress(line / settings.historyDays);
      }
    },
    {
      wallNow: options.wallNow,
      mayBegin: async (tx) => refuseOtherWorld(await listImportRunsOf(tx, FORMAT), content),
      finish: (tx) => insertWorldState(tx, { day: settings.historyDays, content: encodeSnapshot(end!) }),
    },
  );
  return { storeId: shop.id, filled: true, size: settings.size };
}

function sizeOf({ fileName }: Pick<ImportRun, "fileName">): string {
  return fileName.slice(FILE_PREFIX.length);
}

/** Days of one world do not go on from days of another, however the run that wrote them ended. */
function refuseOtherWorld(
  runs: readonly ImportRun[],
  wanted: Pick<ImportRun, "fileName" | "contentHash">,
): void {
  const other = runs.find((run) => run.checkpoint.line > 0 && run.contentHash !== wanted.contentHash);
  if (!other) return;
  const way =
    sizeOf(other) === sizeOf(wanted)
      ? "by another version of Souk and cannot go on: begin anew with --fresh."
      : `at size ${sizeOf(other)}: go on with --size ${sizeOf(other)}, or begin anew with --fresh.`;
  throw new AppError("CONFLICT", `The demo's shop was begun ${way}`);
}

/**
 * The history in batches of days, those before `from` stepped but not handed out. Between two days others have their
 * turn. @returns where it ends
 */
async function* batches(settings: WorldSettings, from: number): AsyncGenerator<DayEvents[], HistoryEnd> {
  let batch: DayEvents[] = [];
  let rows = 0;
  const history = runHistory(settings);
  for (;;) {
    await nextTurn();
    const next = history.next();
    if (next.done) return next.value;
    const day = next.value;
    if (day.day < from) continue;
    batch.push(day);
    rows += Object.values(day).reduce((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
    if (rows < BATCH_ROWS && day.day < settings.historyDays - 1) continue;
    yield batch;
    batch = [];
    rows = 0;
  }
}
