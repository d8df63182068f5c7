import { findCustomerIds, upsertCustomers } from "@/lib/data/customers";
import { insertImportIssues } from "@/lib/data/import-runs";
import { findProductIds, upsertProducts } from "@/lib/data/products";
import { type RatingRecord, upsertRatings } from "@/lib/data/ratings";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import {
  addBatchCounts,
  type ImportCounts,
  type ImportKind,
  type UpsertCounts,
} from "@/lib/domain/imports/import-run";
import {
  type MovielensFile,
  type MovielensRating,
  parseMovielensItem,
  parseMovielensRating,
  parseMovielensUser,
} from "@/lib/domain/imports/movielens";
import type { ImportIssue, ParsedRow, RowProblem } from "@/lib/domain/imports/row-problem";
import { SeenIds } from "@/lib/domain/imports/seen-ids";
import { authorise } from "@/lib/domain/permissions";
import { shopNow } from "@/lib/domain/shop";
import { asIssues, countIssueRows } from "./as-issues";
import type { ImportOptions, ImportSummary } from "./import-progress";
import type { MovielensFolder } from "./inspect-movielens";
import { runLeasedImport } from "./leased-import";
import { type Line, readLines } from "./read-lines";

/** Kind of the identities that a MovieLens number is kept under. */
const SOURCE = "movielens";
const BATCH_LINES = 5_000;

/** One line with its value, or with what is wrong with it. */
interface Parsed<T> {
  readonly line: Line;
  readonly value: T;
}
type Made = Partial<Record<ImportKind, UpsertCounts>>;
type StoreBatch = (tx: StoreScope, counts: ImportCounts) => Promise<ImportCounts>;

/**
 * Brings a MovieLens folder into the actor's shop: customers with demographics, products, ratings. Each batch of
 * lines is stored with its checkpoint in one transaction, so a killed import goes on where it was; the same folder
 * again changes nothing. Rows that cannot be used are kept by file and line with their reasons.
 */
export async function importMovielens(
  actor: Actor,
  folder: MovielensFolder,
  options: ImportOptions,
): Promise<ImportSummary> {
  authorise(actor, "import:run");
  const shop = await findStore(storeScope(actor.storeId));
  if (!shop) throw new AppError("NOT_FOUND", "There is no such shop.");
  const ownNow = shopNow(shop, options.wallNow());
  const newest = folder.newestFactAt;
  const now = options.clockFollowsData && newest && newest > ownNow ? newest : ownNow;
  const totalLines = folder.files.reduce((sum, file) => sum + file.lines, 0);
  const { fileName } = folder;
  const content = { format: "movielens", fileName, contentHash: folder.contentHash } as const;
  const finished = await runLeasedImport(
    actor,
    content,
    async ({ run, commit }) => {
      let counts = run.counts;
      let linesBefore = 0;
      for (const [part, { file, path, lines }] of folder.files.entries()) {
        const from = part === run.checkpoint.part ? run.checkpoint.line : 0;
        if (part >= run.checkpoint.part) {
          const read = readerOf(file, run.id, now);
          const size = options.batchLines ?? BATCH_LINES;
          for await (const stretch of readLines(path, { encoding: file.encoding, size })) {
            options.signal?.throwIfAborted();
            const store = read(stretch, from);
            const line = stretch.at(-1)!.number;
            if (line <= from) continue;
            const done = linesBefore + line;
            counts = await commit({ part, line, share: done / totalLines }, store);
            await options.onProgress?.({ step: "rows", file: file.name, done, total: totalLines });
          }
        }
        linesBefore += lines;
      }
      return counts;
    },
    {
      ...options,
      clockTo: options.clockFollowsData ? newest : null,
    },
  );
  return { runId: finished.run.id, counts: finished.counts, resumed: finished.resumed };
}

/**
 * How the stretches of one file are stored. Called with every stretch from the file's start, so that it knows which
 * numbers have come by; lines up to and with `from` are stored already.
 */
function readerOf(
  file: MovielensFile,
  runId: string,
  now: Date,
): (stretch: readonly Line[], from: number) => StoreBatch {
  switch (file.name) {
    case "u.user":
      return distinctReader(file, runId, parseMovielensUser, (tx, rows) =>
        upsertCustomers(
          tx,
          SOURCE,
          rows.map(({ id, ...facts }) => ({ value: String(id), name: `#${id}`, email: null, ...facts })),
          now,
        ).then((customers) => ({ customers })),
      );
    case "u.item":
      return distinctReader(file, runId, parseMovielensItem, (tx, rows) =>
        upsertProducts(
          tx,
          SOURCE,
          rows.map(({ id, ...facts }) => ({ value: String(id), ...facts })),
          now,
        ).then((products) => ({ products })),
      );
    case "u.data":
      return ratingReader(file, runId);
  }
}

/** Reader of a file in which each row has a number of its own; of a number that repeats the first row stands. */
function distinctReader<T extends { readonly id: number }>(
  file: MovielensFile,
  runId: string,
  parse: (line: string) => ParsedRow<T>,
  upsert: (tx: StoreScope, rows: readonly T[]) => Promise<Made>,
): (stretch: readonly Line[], from: number) => StoreBatch {
  const seen = new SeenIds();
  return (stretch, from) => {
    const { rows, issues } = parseStretch(file, stretch, parse);
    const distinct = rows.filter(({ line, value }) => {
      const first = seen.add(value.id);
      if (!first)
        issues.push(...asIssues(file.name, located(line), [{ column: "id", reason: "repeated-id" }]));
      return first;
    });
    const news = distinct.filter(({ line }) => line.number > from).map(({ value }) => value);
    const badNews = issues.filter(({ line }) => line > from);
    return async (tx, counts) => {
      const made = await upsert(tx, news);
      return addBatch(tx, runId, counts, made, badNews);
    };
  };
}

function ratingReader(
  file: MovielensFile,
  runId: string,
): (stretch: readonly Line[], from: number) => StoreBatch {
  return (stretch, from) => {
    const fresh = stretch.filter(({ number }) => number > from);
    const { rows, issues } = parseStretch(file, fresh, parseMovielensRating);
    return async (tx, counts) => {
      const found = await resolveRatings(tx, file, rows);
      const stored = await upsertRatings(tx, [...found.newest.values()]);
      const repeated = found.known - found.newest.size;
      const ratings = { ...stored, unchanged: stored.unchanged + repeated };
      return addBatch(tx, runId, counts, { ratings }, [...issues, ...found.issues]);
    };
  };
}

/** Ratings with the shop's own ids, the newest of each customer and product; and those whose ids nobody knows. */
async function resolveRatings(
  tx: StoreScope,
  file: MovielensFile,
  rows: readonly Parsed<MovielensRating>[],
): Promise<{ newest: Map<string, RatingRecord>; known: number; issues: ImportIssue[] }> {
  const users = rows.map(({ value }) => String(value.userId));
  const items = rows.map(({ value }) => String(value.itemId));
  const customers = await findCustomerIds(tx, SOURCE, users);
  const products = await findProductIds(tx, SOURCE, items);
  const newest = new Map<string, RatingRecord>();
  const issues: ImportIssue[] = [];
  let known = 0;
  for (const { line, value } of rows) {
    const customerId = customers.get(String(value.userId));
    const productId = products.get(String(value.itemId));
    if (!customerId || !productId) {
      const problems: RowProblem[] = [];
      if (!customerId) problems.push({ column: "user", reason: "unknown-customer" });
      if (!productId) problems.push({ column: "item", reason: "unknown-product" });
      issues.push(...asIssues(file.name, located(line), problems));
      continue;
    }
    known++;
    const key = `${value.userId} ${value.itemId}`;
    const earlier = newest.get(key);
    if (!earlier || earlier.ratedAt <= value.ratedAt)
      newest.set(key, { customerId, productId, value: value.value, ratedAt: value.ratedAt });
  }
  return { newest, known, issues };
}

async function addBatch(
  tx: StoreScope,
  runId: string,
  counts: ImportCounts,
  made: Made,
  issues: readonly ImportIssue[],
): Promise<ImportCounts> {
  await insertImportIssues(tx, runId, issues);
  return addBatchCounts(counts, made, countIssueRows(issues));
}

function parseStretch<T>(
  file: MovielensFile,
  stretch: readonly Line[],
  parse: (line: string) => ParsedRow<T>,
): { rows: Parsed<T>[]; issues: ImportIssue[] } {
  const rows: Parsed<T>[] = [];
  const issues: ImportIssue[] = [];
  for (const line of stretch) {
    const row = parse(line.text);
    if (row.ok) rows.push({ line, value: row.value });
    else issues.push(...asIssues(file.name, located(line), row.problems));
  }
  return { rows, issues };
}

function located({ number, text }: Line): { line: number; text: string } {
  return { line: number, text };
}
