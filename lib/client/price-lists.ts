import type { LIST_STEPS, ListReport } from "@/lib/contracts/price-lists";
import type { EXPORT_KINDS, ListKind } from "@/lib/domain/pricing/lists/list-kinds";
import { fetchOk, withQuery } from "./fetch-json";

/** Sends a list and gives back the answer. @throws RequestError with the server's public error */
async function post(
  store: string,
  file: File,
  query: { kind: ListKind; step: (typeof LIST_STEPS)[number]; hash?: string },
): Promise<Response> {
  const path = withQuery(`/api/internal/${store}/price-lists`, { ...query, name: file.name });
  return fetchOk(path, { method: "POST", body: file, headers: { "content-type": "text/csv" } });
}

/** What a list would do. */
export async function checkList(store: string, kind: ListKind, file: File): Promise<ListReport> {
  return (await (await post(store, file, { kind, step: "check" })).json()) as ListReport;
}

/** Brings in the list that was checked. */
export async function applyList(store: string, file: File, checked: ListReport): Promise<ListReport> {
  const { kind, hash } = checked;
  return (await (await post(store, file, { kind, step: "apply", hash })).json()) as ListReport;
}

/** The lines that cannot be used, as a CSV file. */
export async function refusedLines(store: string, kind: ListKind, file: File): Promise<Blob> {
  return (await post(store, file, { kind, step: "refused" })).blob();
}

/** Where a list that goes out is. */
export function priceListHref(
  store: string,
  kind: (typeof EXPORT_KINDS)[number],
  query: Readonly<Record<string, string>>,
): string {
  return withQuery(`/api/internal/${store}/price-lists/export`, { ...query, kind });
}
