import type { ListReport } from "@/lib/contracts/price-lists";
import { appendAuditEvent, appendAuditEvents } from "@/lib/data/audit-events";
import { insertPriceProposals } from "@/lib/data/price-proposals";
import { inTransaction, type StoreScope, storeScope } from "@/lib/data/scope";
import { lockStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { PRICE_LIST_COLUMNS } from "@/lib/domain/pricing/lists/list-columns";
import { moveProposal } from "../decide-proposal";
import { type JudgedBatch, judgePriceLines, type PriceLine, readListSetting } from "./judge-price-lines";
import { hashFile, readList } from "./read-list";
import { LineTally } from "./tally-lines";

export interface ListFile {
  readonly path: string;
  /** As its owner calls it. */
  readonly name: string;
}

export interface ListOptions {
  /** Nothing is written without it. */
  readonly apply: boolean;
  /** Of the file that was looked at; another one is not applied. */
  readonly expectedHash?: string | undefined;
  /** Told of each batch, e.g. to write out the lines that were refused. */
  readonly onLines?: (lines: JudgedBatch["lines"]) => Promise<void>;
}

export const OTHER_FILE = "This is not the file that was checked. Check it again before you bring it in.";

/**
 * Proposes the prices of a list, each as a change like any other that somebody else approves; or says what it would do.
 * Batch by batch, each in one transaction: a list that was stopped goes on when it is brought in again, because a line
 * whose change waits already, or whose price holds already, changes nothing.
 * @throws AppError INVALID for a file that is no such list, CONFLICT when it is not the one that was checked
 */
export async function importPriceList(
  actor: Actor,
  file: ListFile,
  options: ListOptions,
  wallNow: Date,
): Promise<ListReport> {
  authorise(actor, "price:propose");
  const { apply, expectedHash, onLines } = options;
  const scope = storeScope(actor.storeId);
  const hash = await hashFile(file.path);
  if (expectedHash && expectedHash !== hash) throw new AppError("CONFLICT", OTHER_FILE);
  const tally = new LineTally();
  const seen = new Map<string, number>();
  for await (const rows of readList(file.path, PRICE_LIST_COLUMNS)) {
    const batch = apply
      ? await inTransaction(scope, async (tx) => {
          await lockStore(tx);
          return store(tx, actor, await judge(tx, actor, rows, seen, wallNow), file, wallNow);
        })
      : await judge(scope, actor, rows, seen, wallNow);
    for (const { productId, line } of batch.products) seen.set(productId, line);
    const gains = batch.proposals.flatMap(({ evidence }) => evidence.gainMinor ?? []);
    tally.add(batch.lines, {
      replaces: batch.open.length,
      gainMinor: gains.reduce((sum, gain) => sum + gain, 0),
      gainKnownFor: gains.length,
    });
    await onLines?.(batch.lines);
  }
  const report = tally.report("prices", hash, apply);
  if (apply)
    await inTransaction(scope, (tx) =>
      appendAuditEvent(tx, {
        ...{ at: wallNow, actor, action: "price-list.imported", subjectKind: "price-list", subjectId: hash },
        detail: { file: file.name, ...report.counts, replaced: report.replaces },
      }),
    );
  return report;
}

/** In the transaction that judges: what is written rests on the policy and the facts of that moment. */
async function judge(
  scope: StoreScope,
  actor: Actor,
  rows: readonly PriceLine[],
  seen: ReadonlyMap<string, number>,
  wallNow: Date,
): Promise<JudgedBatch> {
  return judgePriceLines(scope, rows, { actor, seen, setting: await readListSetting(scope, wallNow) });
}

async function store(
  tx: StoreScope,
  actor: Actor,
  batch: JudgedBatch,
  file: ListFile,
  wallNow: Date,
): Promise<JudgedBatch> {
  for (const proposal of batch.open)
    await moveProposal(
      tx,
      { proposal, inputsHash: proposal.inputsHash, now: batch.now },
      { event: "supersede", by: "proposed" },
      { actor, wallNow },
    );
  if (batch.proposals.length === 0) return batch;
  await insertPriceProposals(tx, batch.proposals);
  await appendAuditEvents(
    tx,
    batch.proposals.map(({ id, fromMinor, toMinor, origin }) => ({
      ...{ at: wallNow, actor, action: "price.proposed", subjectKind: "price-proposal", subjectId: id },
      detail: { from: fromMinor, to: toMinor, origin, file: file.name },
    })),
  );
  return batch;
}
