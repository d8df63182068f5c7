import type { ListReport } from "@/lib/contracts/price-lists";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { insertCompetitorPrices, type NewCompetitorPrice } from "@/lib/data/catalogue-facts";
import { findCompetitorPrices } from "@/lib/data/price-lists";
import { inTransaction, type StoreScope, storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { doubtOf } from "@/lib/domain/pricing/competitor-use";
import { readCompetitorListRow } from "@/lib/domain/pricing/lists/competitor-list-row";
import { COMPETITOR_LIST_COLUMNS } from "@/lib/domain/pricing/lists/list-columns";
import type { ListTerms } from "@/lib/domain/pricing/lists/price-list-row";
import { shopNow } from "@/lib/domain/shop";
import { findLineProducts } from "./find-line-products";
import { type ListFile, type ListOptions, OTHER_FILE } from "./import-price-list";
import { hashFile, type ListRow, readList } from "./read-list";
import { type JudgedLine, LineTally } from "./tally-lines";

type CompetitorLine = ListRow<typeof COMPETITOR_LIST_COLUMNS>;

/**
 * Stores what was seen at competitors, or says what it would store. A price is known by product, competitor and moment:
 * the same list again changes nothing. Those too old to be compared with are kept for the record, and counted.
 * @throws AppError INVALID for a file that is no such list, CONFLICT when it is not the one that was checked
 */
export async function importCompetitorPrices(
  actor: Actor,
  file: ListFile,
  options: ListOptions,
  wallNow: Date,
): Promise<ListReport> {
  authorise(actor, "import:run");
  const { apply, expectedHash, onLines } = options;
  const scope = storeScope(actor.storeId);
  const hash = await hashFile(file.path);
  if (expectedHash && expectedHash !== hash) throw new AppError("CONFLICT", OTHER_FILE);
  const { currency, timeZone, ...clock } = (await findStore(scope))!;
  const now = shopNow(clock, wallNow);
  const tally = new LineTally();
  const seen = new Set<string>();
  for await (const rows of readList(file.path, COMPETITOR_LIST_COLUMNS)) {
    const { lines, prices } = await judge(scope, rows, seen, { currency, timeZone, now, today: now });
    if (apply && prices.length > 0) await inTransaction(scope, (tx) => insertCompetitorPrices(tx, prices));
    tally.add(lines, { stale: prices.filter((price) => doubtOf(price, now) === "STALE").length });
    await onLines?.(lines);
  }
  const report = tally.report("competitor-prices", hash, apply);
  if (apply)
    await inTransaction(scope, (tx) =>
      appendAuditEvent(tx, {
        ...{ at: wallNow, actor, action: "competitor-prices.imported" },
        ...{ subjectKind: "price-list", subjectId: hash },
        detail: { file: file.name, ...report.counts, stale: report.stale },
      }),
    );
  return report;
}

async function judge(
  scope: StoreScope,
  lines: readonly CompetitorLine[],
  seen: Set<string>,
  terms: ListTerms,
): Promise<{ lines: JudgedLine[]; prices: NewCompetitorPrice[] }> {
  const found = await findLineProducts(scope, lines);
  const read = lines.map((line, k) => {
    const named = found[k]!;
    if ("problem" in named) return named;
    const told = readCompetitorListRow(line.cell!, terms);
    return "problem" in told ? told : { price: { productId: named.productId, ...told.row } };
  });
  const good = read.flatMap((one) => ("price" in one ? one.price : []));
  const known = new Map((await knownAmong(scope, good)).map((one) => [keyOf(one), one]));
  const prices: NewCompetitorPrice[] = [];
  const judged = lines.map((line, k): JudgedLine => {
    const one = read[k]!;
    const named = line.cell && (["sku", "number", "id"] as const).map(line.cell).find((name) => name);
    const base = { line: line.line, text: line.text, product: (named || line.text).slice(0, 120) };
    if ("problem" in one) return { ...base, fate: "refused", problem: one.problem };
    const { price } = one;
    const told = { ...base, toMinor: price.priceMinor, effectiveAt: price.observedAt };
    const stored = known.get(keyOf(price));
    if (stored)
      return stored.priceMinor === price.priceMinor && stored.inStock === price.inStock
        ? { ...told, fate: "unchanged" }
        : { ...told, fate: "refused", problem: "CONTRADICTS" };
    if (seen.has(keyOf(price))) return { ...told, fate: "refused", problem: "DUPLICATE_LINE" };
    seen.add(keyOf(price));
    prices.push(price);
    return { ...told, fate: "create" };
  });
  return { lines: judged, prices };
}

function knownAmong(scope: StoreScope, prices: readonly NewCompetitorPrice[]) {
  if (prices.length === 0) return [];
  const times = prices.map(({ observedAt }) => observedAt.getTime());
  const span = { from: new Date(Math.min(...times)), to: new Date(Math.max(...times)) };
  return findCompetitorPrices(scope, [...new Set(prices.map(({ productId }) => productId))], span);
}

function keyOf(price: { productId: string; competitor: string; observedAt: Date }): string {
  return JSON.stringify([price.productId, price.competitor, price.observedAt.getTime()]);
}
