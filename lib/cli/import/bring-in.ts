// Loaded after the database client has been made: everything here reaches it through services.
import { join, resolve } from "node:path";
import { addDemoMembers } from "@/lib/auth/demo-accounts";
import { type Actor, systemActor } from "@/lib/domain/actor";
import { FORMAT_KINDS, type UpsertCounts } from "@/lib/domain/imports/import-run";
import { ensureImportStore } from "@/lib/services/imports/ensure-import-store";
import { importMovielens } from "@/lib/services/imports/import-movielens";
import { importOnlineRetail } from "@/lib/services/imports/import-online-retail";
import type { ImportOptions, ImportProgress, ImportSummary } from "@/lib/services/imports/import-progress";
import { writeImportIssues } from "@/lib/services/imports/write-import-issues";
import { formatDuration } from "../demo/step-progress";
import { FILE_FORMATS, type InspectedSource } from "./file-formats";
import type { ImportOptions as Asked } from "./import-options";
import { type Screen, ShareBar } from "./share-bar";

const STEP_TITLES = { figures: "customer figures", prices: "price history" } as const;

/** Brings an inspected source into its shop and says what came of it. */
export async function bringIn(
  asked: Pick<Asked, "store" | "data">,
  source: InspectedSource,
  signal: AbortSignal,
  screen: Screen,
): Promise<void> {
  const startedMs = Date.now();
  const wallNow = () => new Date();
  const { format, newestFactAt } = source;
  const { name, ...unsaid } = FILE_FORMATS[format].shop;
  const { shop, isNew, clockFollowsData } = await ensureImportStore(
    { format, slug: asked.store, name: asked.store === format ? name : asked.store, newestFactAt, ...unsaid },
    wallNow(),
  );
  if (isNew) await addDemoMembers(shop.id, wallNow());
  const actor = systemActor(shop.id, "Import");
  const progress = new StepBars(screen);
  const { runId, counts, resumed } = await store(actor, source, {
    ...{ wallNow, signal, clockFollowsData },
    onProgress: (now) => progress.draw(now),
  }).finally(() => progress.clear());
  const issuesFile = resolve(join(asked.data, `${format}-issues.csv`));
  const hasIssues = await writeImportIssues(actor, runId, issuesFile);
  const kinds = FORMAT_KINDS[format];
  const changed = kinds.some((kind) => counts[kind].created + counts[kind].updated > 0);
  const lines = [
    ...(resumed ? ["Went on where an earlier import had stopped."] : []),
    ...kinds.map((kind) => `  ${kind.padEnd(10)} ${inWords(counts[kind])}`),
    ...(hasIssues ? [`  ${counts.bad} rows could not be used: ${issuesFile}`] : []),
    changed
      ? `Imported into the shop "${shop.slug}" in ${formatDuration((Date.now() - startedMs) / 1000)}.`
      : `Nothing changed: the shop "${shop.slug}" already had all of it.`,
  ];
  screen.write(`${lines.join("\n")}\n`);
}

function store(actor: Actor, source: InspectedSource, options: ImportOptions): Promise<ImportSummary> {
  switch (source.format) {
    case "movielens":
      return importMovielens(actor, source, options);
    case "online-retail":
      return importOnlineRetail(actor, source, options);
  }
}

/** A bar for the rows, then one for each thing that is computed from them. */
class StepBars {
  private bar: ShareBar | undefined;
  private step: ImportProgress["step"] | undefined;

  constructor(private readonly screen: Screen) {}

  draw({ step, file, done, total }: ImportProgress): void {
    if (step !== this.step) {
      this.clear();
      this.step = step;
      this.bar = new ShareBar(this.screen, Date.now);
    }
    this.bar!.draw(step === "rows" ? file : STEP_TITLES[step], done / total);
  }

  clear(): void {
    this.bar?.clear();
  }
}

function inWords({ created, updated, unchanged }: UpsertCounts): string {
  return `${created} created, ${updated} updated, ${unchanged} unchanged`;
}
