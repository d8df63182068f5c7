// Loaded after the database client has been made: everything here reaches it through services.
import { join, resolve } from "node:path";
import { addDemoMembers } from "@/lib/auth/demo-accounts";
import { systemActor } from "@/lib/domain/actor";
import type { UpsertCounts } from "@/lib/domain/imports/import-run";
import { ensureImportStore } from "@/lib/services/imports/ensure-import-store";
import { importMovielens } from "@/lib/services/imports/import-movielens";
import type { MovielensFolder } from "@/lib/services/imports/inspect-movielens";
import { writeImportIssues } from "@/lib/services/imports/write-import-issues";
import { formatDuration } from "../demo/step-progress";
import type { ImportOptions } from "./import-options";
import { type Screen, ShareBar } from "./share-bar";

/** Brings an inspected folder into its shop and says what came of it. */
export async function storeMovielens(
  options: ImportOptions,
  folder: MovielensFolder,
  signal: AbortSignal,
  screen: Screen,
): Promise<void> {
  const startedMs = Date.now();
  const wallNow = () => new Date();
  const { shop, isNew, clockFollowsData } = await ensureImportStore(
    {
      format: "movielens",
      slug: options.store,
      name: options.store === "movielens" ? "MovieLens" : options.store,
      currency: "USD",
      timeZone: "UTC",
      newestFactAt: folder.newestRatingAt,
    },
    wallNow(),
  );
  if (isNew) await addDemoMembers(shop.id, wallNow());
  const actor = systemActor(shop.id, "Import");
  const bar = new ShareBar(screen, Date.now);
  const { runId, counts, resumed } = await importMovielens(actor, folder, {
    wallNow,
    signal,
    clockFollowsData,
    onProgress: ({ file, doneLines, totalLines }) => bar.draw(file, doneLines / totalLines),
  }).finally(() => bar.clear());
  const issuesFile = resolve(join(options.data, `${options.format}-issues.csv`));
  const hasIssues = await writeImportIssues(actor, runId, issuesFile);
  const kinds = { customers: counts.customers, products: counts.products, ratings: counts.ratings };
  const changed = Object.values(kinds).some(({ created, updated }) => created + updated > 0);
  const lines = [
    ...(resumed ? ["Went on where an earlier import had stopped."] : []),
    ...Object.entries(kinds).map(([kind, figures]) => `  ${kind.padEnd(10)} ${inWords(figures)}`),
    ...(hasIssues ? [`  ${counts.bad} rows could not be used: ${issuesFile}`] : []),
    changed
      ? `Imported into the shop "${shop.slug}" in ${formatDuration((Date.now() - startedMs) / 1000)}.`
      : `Nothing changed: the shop "${shop.slug}" already had all of it.`,
  ];
  screen.write(`${lines.join("\n")}\n`);
}

function inWords({ created, updated, unchanged }: UpsertCounts): string {
  return `${created} created, ${updated} updated, ${unchanged} unchanged`;
}
