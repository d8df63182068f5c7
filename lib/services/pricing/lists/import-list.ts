import type { ListReport } from "@/lib/contracts/price-lists";
import type { Actor } from "@/lib/domain/actor";
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

/**
 * The lines of a list that cannot be used, with their reasons, as CSV. Changes nothing in the shop. The file is read to its
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
  const pieces = [csvHeader(["line", "reason", "explanation", "content"])];
  const onLines = async (lines: readonly JudgedLine[]) => void pieces.push(asCsv(lines));
  await importList(actor, kind, file, { apply: false, onLines }, wallNow);
  return (async function* () {
    yield* pieces;
  })();
}

function asCsv(lines: readonly JudgedLine[]): string {
  const refused = lines.filter(({ fate }) => fate === "refused");
  return csvLines(
    refused.map(({ line, problem, text }) => [line, problem, LIST_PROBLEM_SENTENCES[problem!], text]),
  );
}
