// Loaded after the database client has been made: everything here reaches it through services.
import { createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ListReport } from "@/lib/contracts/price-lists";
import { systemActor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { LIST_KINDS, LONGEST_LIST_BYTES } from "@/lib/domain/pricing/lists/list-kinds";
import { LIST_PROBLEM_SENTENCES } from "@/lib/domain/pricing/lists/list-problem";
import { getImportStore } from "@/lib/services/imports/ensure-import-store";
import { importList, refusedLinesOf } from "@/lib/services/pricing/lists/import-list";
import type { ImportOptions } from "./import-options";

/** Brings a list into a shop, or says what it would do; lines that cannot be used go into a file of their own. */
export async function bringInList(
  { list, dryRun, path, store, data }: Extract<ImportOptions, { list: string }>,
  say: (text: string) => void,
): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new AppError("INVALID", `There is no file ${path}. Nothing was imported.`);
  if (found.size > LONGEST_LIST_BYTES)
    throw new AppError("INVALID", `${basename(path)} is larger than 10 MB. Split it. Nothing was imported.`);
  const shop = await getImportStore(store);
  const actor = systemActor(shop.id, "Import");
  const file = { path: resolve(path), name: basename(path) };
  const report = await importList(actor, list, file, { apply: !dryRun }, new Date());
  const target = resolve(join(data, `${list}-issues.csv`));
  if (report.counts.refused > 0)
    await pipeline(
      Readable.from(await refusedLinesOf(actor, list, file, new Date())),
      createWriteStream(target),
    );
  else await rm(target, { force: true });
  for (const line of linesOf(report)) say(line);
  if (report.counts.refused > 0) say(`  these lines: ${target}`);
  say(dryRun ? "Nothing was changed." : endOf(report, shop.slug));
}

function linesOf({ counts, replaces, stale, problems, applied }: ListReport): string[] {
  return [
    `  ${counts.create} ${applied ? "brought in" : "would be brought in"}, ${counts.unchanged} unchanged, ${counts.blank} without a price, ${counts.refused} refused`,
    ...(replaces > 0 ? [`  ${replaces} changes that waited are replaced`] : []),
    ...(stale > 0 ? [`  ${stale} are older than 30 days: kept, compared with nothing`] : []),
    ...problems.map(({ problem, lines }) => `  ${lines} × ${LIST_PROBLEM_SENTENCES[problem]}`),
  ];
}

function endOf({ kind, counts }: ListReport, slug: string): string {
  if (counts.create === 0) return `Nothing changed: the shop "${slug}" already had all of it.`;
  return kind === LIST_KINDS[0]
    ? `Proposed in the shop "${slug}": Pricing → Approvals decides.`
    : `Stored in the shop "${slug}".`;
}
