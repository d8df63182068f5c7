import { createWriteStream } from "node:fs";
import { stringify } from "csv-stringify/sync";
import type { ListKind, ListReport } from "@/lib/contracts/price-lists";
import type { Actor } from "@/lib/domain/actor";
import { neutraliseFormula } from "@/lib/domain/csv";
import { LIST_PROBLEM_SENTENCES } from "@/lib/domain/pricing/lists/list-problem";
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

/** Writes the lines of a list that cannot be used, with their reasons, to a CSV file. Changes nothing in the shop. */
export async function writeRefusedLines(
  actor: Actor,
  kind: ListKind,
  file: ListFile,
  target: string,
  wallNow: Date,
): Promise<ListReport> {
  const stream = createWriteStream(target);
  const write = (text: string) =>
    new Promise<void>((done, failed) => stream.write(text, (error) => (error ? failed(error) : done())));
  try {
    await write("\uFEFFline,reason,explanation,content\r\n");
    return await importList(
      actor,
      kind,
      file,
      { apply: false, onLines: (lines) => write(asCsv(lines)) },
      wallNow,
    );
  } finally {
    await new Promise((done) => stream.end(done));
  }
}

export function asCsv(lines: readonly JudgedLine[]): string {
  return stringify(
    lines
      .filter(({ fate }) => fate === "refused")
      .map(({ line, problem, text }) => [
        line,
        problem,
        LIST_PROBLEM_SENTENCES[problem!],
        neutraliseFormula(text),
      ]),
    { record_delimiter: "windows" },
  );
}
