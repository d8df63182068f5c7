import type { PublicError } from "@/lib/contracts/action-result";

/** A refused or failed request, with what the server lets the reader know. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  constructor(readonly error: PublicError) {
    super(error.message);
  }
}

/** Asks one of our own addresses. @throws RequestError with the server's public error */
export async function fetchOk(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, init);
  if (response.ok) return response;
  const body = (await response.json().catch(() => null)) as { error?: PublicError } | null;
  throw new RequestError(
    body?.error ?? { code: "UNAVAILABLE", message: "The server did not answer. Try again in a moment." },
  );
}

/** Reads JSON from one of our own addresses. @throws RequestError with the server's public error */
export async function fetchJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetchOk(path, {
    ...(signal ? { signal } : {}),
    headers: { accept: "application/json" },
  });
  return (await response.json()) as T;
}

/** `path?a=1&b=x` from the values that are set. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined | null>>,
): string {
  const entries = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  const search = new URLSearchParams(entries.map(([key, value]) => [key, String(value)]));
  return search.size > 0 ? `${path}?${search}` : path;
}
