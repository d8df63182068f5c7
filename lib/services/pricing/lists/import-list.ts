import type { ListReport } from "@/lib/contracts/price-lists";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { toMajorUnits } from "@/lib/domain/minor-units";
import { brokenRuleError, isLine } from "@/lib/domain/pricing/broken-rules";
import type { ListKind } from "@/lib/domain/pricing/lists/list-kinds";
import { LIST_PROBLEM_SENTENCES } from "@/lib/domain/pricing/lists/list-problem";
import { csvHeader, csvLines } from "../../csv-text";
import { importCompetitorPrices } from "./import-competitor-prices";
import { importPriceList, type ListFile, type ListOptions } from "./import-price-list";
import type { JudgedLine } from "./tally-lines";

/** Either kind of list. @throws AppError as its service does */
export function importList(
  actor: Actor,
  kind: ListKind,
  file: ListFile,
  options: ListOptions,
  wallNow: Date,
): Promise<ListReport> {
  return kind === "prices"
    ? importPriceList(actor, file, options, wallNow)
    : importCompetitorPrices(actor, file, options, wallNow);
}

const REFUSED_COLUMNS = [
  "line",
  "reason",
  "explanation",
  "least_price",
  "most_price",
  "limit",
  "neighbour",
  "ladder",
  "content",
];

/**
 * The lines of a list that cannot be used, with their reasons, as CSV; of a price outside the guardrails also between
 * which prices, in units of the currency, and which rule it breaks. Changes nothing in the shop. The file is read to its
 * end before the first piece is handed over, so it may go right after.
 * @throws AppError as `importList` does
 */
export async function refusedLinesOf(
  actor: Actor,
  kind: ListKind,
  file: ListFile,
  wallNow: Date,
): Promise<AsyncGenerator<string>> {
  // A list is bounded, so what is refused of it is too.
  const refused: JudgedLine[] = [];
  const onLines = async (lines: readonly JudgedLine[]) =>
    void refused.push(...lines.filter(({ fate }) => fate === "refused"));
  await importList(actor, kind, file, { apply: false, onLines }, wallNow);
  const { currency } = (await findStore(storeScope(actor.storeId)))!;
  const amount = (minor: number | undefined) => (minor === undefined ? null : toMajorUnits(minor, currency));
  return (async function* () {
    yield csvHeader(REFUSED_COLUMNS);
    for (const { line, problem, leastMinor, mostMinor, broken, text } of refused) {
      const limit = broken && isLine(broken) ? broken : undefined;
      const explanation =
        broken && !limit
          ? brokenRuleError("INVALID", broken, currency).publicMessage
          : LIST_PROBLEM_SENTENCES[problem!];
      const neighbour = [limit?.neighbour?.name, limit?.neighbour?.ladder];
      const range = [amount(leastMinor), amount(mostMinor)];
      yield csvLines([[line, problem, explanation, ...range, broken?.kind, ...neighbour, text]]);
    }
  })();
}
