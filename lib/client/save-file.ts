import { fetchOk } from "./fetch-json";

/** Lets the browser keep a text or blob as a file. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/**
 * Keeps what a form posted to one of our own addresses gives back: for questions longer than an address may be.
 * @throws RequestError with the server's public error
 */
export async function savePosted(path: string, fields: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetchOk(path, { method: "POST", body: new URLSearchParams(fields) });
  const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  saveFile(name ?? "souk.csv", await response.blob());
}
