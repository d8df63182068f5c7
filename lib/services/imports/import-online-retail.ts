import { basename } from "node:path";
import { upsertBuyers } from "@/lib/data/buyers";
import { insertImportIssues } from "@/lib/data/import-runs";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import { upsertSoldProducts } from "@/lib/data/sold-products";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { countryOf } from "@/lib/domain/countries";
import { AppError } from "@/lib/domain/errors";
import { addBatchCounts, type ImportCounts } from "@/lib/domain/imports/import-run";
import { kindOfProduct, RetailRowReader } from "@/lib/domain/imports/online-retail";
import { OrderAssembler, type RetailOrder } from "@/lib/domain/imports/order-assembler";
import type { ImportIssue } from "@/lib/domain/imports/row-problem";
import { authorise } from "@/lib/domain/permissions";
import { shopNow } from "@/lib/domain/shop";
import { asIssues, countIssueRows } from "./as-issues";
import { RETAIL_ENCODING } from "./find-retail-layout";
import type { ImportOptions, ImportSummary } from "./import-progress";
import type { RetailFile } from "./inspect-online-retail";
import { type ImportSession, runLeasedImport } from "./leased-import";
import { type DelimitedRecord, readRecords } from "./read-records";
import { storeRetailOrders } from "./store-retail-orders";
import { RETAIL_SOURCE } from "./to-order-rows";

const BATCH_LINES = 5_000;
/** What an import stores one after another; a checkpoint names the part. */
const PARTS = { products: 0, customers: 1, orders: 2 } as const;
const ENTRIES_PER_BATCH = 2_000;

/**
 * Brings a file of order lines into the actor's shop: products and customers that the survey found, then whole orders
 * with their lines, each batch with its checkpoint in one transaction, so that a killed import goes on where it was
 * and the same file again changes nothing. Rows that cannot be used are kept by line with their reasons.
 */
export async function importOnlineRetail(
  actor: Actor,
  file: RetailFile,
  options: ImportOptions,
): Promise<ImportSummary> {
  authorise(actor, "import:run");
  const shop = await findStore(storeScope(actor.storeId));
  if (!shop) throw new AppError("NOT_FOUND", "There is no such shop.");
  const { format, fileName, contentHash, newestFactAt } = file;
  const ownNow = shopNow(shop, options.wallNow());
  const now = options.clockFollowsData && newestFactAt && newestFactAt > ownNow ? newestFactAt : ownNow;
  const finished = await runLeasedImport(
    actor,
    { format, fileName, contentHash },
    async (session) => {
      await storeCatalogue(session, file, now, options);
      return storeRows(session, file, now, options);
    },
    {
      ...options,
      clockTo: options.clockFollowsData ? newestFactAt : null,
    },
  );
  return { runId: finished.run.id, counts: finished.counts, resumed: finished.resumed };
}

/** Products and customers, as the first reading of the file found them. */
async function storeCatalogue(
  { run, commit }: ImportSession,
  { survey }: RetailFile,
  now: Date,
  { signal }: ImportOptions,
): Promise<void> {
  const products = survey.products().map((product) => ({ ...product, kind: kindOfProduct(product.code) }));
  const buyers = survey.customers().map(({ number, country, firstAt }) => ({
    ...{ value: number, kind: "customer" as const, name: `#${number}` },
    ...{ country: countryOf(country), firstSeenAt: firstAt },
  }));
  const upserts = [
    { part: PARTS.products, entries: products.length, upsert: storeProducts },
    { part: PARTS.customers, entries: buyers.length, upsert: storeBuyers },
  ];
  for (const { part, entries, upsert } of upserts) {
    if (part < run.checkpoint.part) continue;
    const done = part === run.checkpoint.part ? run.checkpoint.line : 0;
    for (let from = done; from < entries; from += ENTRIES_PER_BATCH) {
      signal?.throwIfAborted();
      const to = Math.min(entries, from + ENTRIES_PER_BATCH);
      await commit({ part, line: to, share: 0 }, (tx, counts) => upsert(tx, counts, from, to));
    }
  }

  async function storeProducts(tx: StoreScope, counts: ImportCounts, from: number, to: number) {
    const made = await upsertSoldProducts(tx, RETAIL_SOURCE, products.slice(from, to), now);
    return addBatchCounts(counts, { products: made }, 0);
  }
  async function storeBuyers(tx: StoreScope, counts: ImportCounts, from: number, to: number) {
    const { counts: made } = await upsertBuyers(tx, RETAIL_SOURCE, buyers.slice(from, to), now);
    return addBatchCounts(counts, { customers: made }, 0);
  }
}

/**
 * The second reading. Orders are put together from the file's start even where it goes on from a checkpoint, because
 * an order that ends behind it may have begun before; what is stored already is left out.
 */
async function storeRows(
  { run, commit }: ImportSession,
  file: RetailFile,
  now: Date,
  options: ImportOptions,
): Promise<ImportCounts> {
  const { path, layout, lines } = file;
  const done = run.checkpoint.part === PARTS.orders ? run.checkpoint.line : 0;
  const reader = new BatchReader(file);
  let counts = run.counts;
  const store = async (line: number, orders: readonly RetailOrder[], issues: readonly ImportIssue[]) => {
    options.signal?.throwIfAborted();
    counts = await commit(
      { part: PARTS.orders, line, share: Math.min(1, line / lines) },
      async (tx, before) => {
        const { made, refused } = await storeRetailOrders(tx, orders, now);
        const all = [...issues, ...refused.flatMap((order) => refuseOrder(basename(path), order))];
        await insertImportIssues(tx, run.id, all);
        return addBatchCounts(before, made, countIssueRows(all));
      },
    );
    await options.onProgress?.({ step: "rows", file: file.fileName, done: line, total: lines });
  };
  const size = options.batchLines ?? BATCH_LINES;
  const reading = {
    delimiter: layout.delimiter,
    encoding: RETAIL_ENCODING,
    size,
    width: layout.fields,
  } as const;
  let line = 0;
  for await (const records of readRecords(path, reading)) {
    line = records.at(-1)!.line;
    const batch = reader.read(records, done);
    if (line > done) await store(line, batch.orders, batch.issues);
  }
  const rest = reader.rest();
  if (rest.length > 0) await store(Math.max(line, lines) + 1, rest, []);
  return counts;
}

/** Rows of the file as whole orders and as issues. */
class BatchReader {
  private readonly assembler: OrderAssembler;
  private readonly fileName: string;
  private readonly rows: RetailRowReader;
  private isHeader = true;

  constructor(file: RetailFile) {
    this.rows = new RetailRowReader(file.layout);
    this.assembler = new OrderAssembler(file.survey.orders);
    this.fileName = basename(file.path);
  }

  /** The orders that these records complete, and what cannot be used, behind line `done`. */
  read(records: readonly DelimitedRecord[], done: number): { orders: RetailOrder[]; issues: ImportIssue[] } {
    const orders: RetailOrder[] = [];
    const issues: ImportIssue[] = [];
    for (const record of records) {
      if (this.isHeader) {
        this.isHeader = false;
        continue;
      }
      const isNew = record.line > done;
      const problems = this.add(record, isNew ? orders : []);
      if (isNew && problems.length > 0) issues.push(...asIssues(this.fileName, record, problems));
    }
    return { orders, issues };
  }

  rest(): RetailOrder[] {
    return this.assembler.rest();
  }

  private add(record: DelimitedRecord, orders: RetailOrder[]) {
    if (!record.fields) return [{ column: "", reason: "unclosed-quote" }] as const;
    const row = this.rows.read(record.fields);
    if (!row.ok) return row.problems;
    const customer = this.assembler.customerOf(row.value.order);
    if (row.value.customer !== null && customer !== null && row.value.customer !== customer)
      return [{ column: "customer", reason: "another-customer" }] as const;
    const whole = this.assembler.add({ line: record.line, text: record.text, row: row.value });
    if (whole) orders.push(whole);
    return [];
  }
}

function refuseOrder(file: string, order: RetailOrder): ImportIssue[] {
  return order.rows.flatMap((row) =>
    asIssues(file, row, [{ column: "customer", reason: "order-of-another-customer" }]),
  );
}
