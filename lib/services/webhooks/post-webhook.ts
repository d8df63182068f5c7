import { lookup as resolve } from "node:dns";
import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { LookupFunction } from "node:net";
import { hostOf, isLoopbackHost, isPublicIp, refuseAddress } from "@/lib/domain/webhooks/endpoint-address";

const TIMEOUT_MS = 10_000;
/** As much of an answer as is kept for people to read. */
const ANSWER_BYTES = 500;

export interface WebhookAnswer {
  /** Null: nobody answered. */
  readonly status: number | null;
  /** The beginning of the answer, or why there is none. */
  readonly text: string;
}

/**
 * Posts a text and waits at most ten seconds for the answer. Follows no redirect. The very address that is connected to
 * is checked: a name is resolved here, once, and refused where any of its addresses lies in a private network, so that a
 * name that changes between check and call cannot lead inside. Never throws.
 */
export function postWebhook(
  target: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  resolveName: typeof resolve = resolve,
): Promise<WebhookAnswer> {
  const refused = refuseAddress(target);
  if (refused) return Promise.resolve({ status: null, text: `Not called: ${refused}` });
  const url = new URL(target);
  const request = url.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((settle) => {
    const call = request(url, {
      method: "POST",
      // A connection of its own: one that is kept open would skip the check.
      agent: false,
      lookup: checkedLookup(hostOf(url), resolveName),
      headers: { ...headers, "content-length": String(Buffer.byteLength(body)) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    call.on("error", (error) => settle({ status: null, text: reasonOf(error) }));
    call.on("response", (response) => {
      const status = response.statusCode ?? null;
      let text = "";
      const end = () => settle({ status, text: text.slice(0, ANSWER_BYTES).replaceAll("\0", "\uFFFD") });
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
        if (text.length >= ANSWER_BYTES) response.destroy();
      });
      response.on("close", end);
      // What was read until then is the answer.
      response.on("error", end);
    });
    call.end(body);
  });
}

/** Resolves a name as Node would, and fails where one of its addresses is not public. */
function checkedLookup(host: string, resolveName: typeof resolve): LookupFunction {
  return (name, options, callback) => {
    resolveName(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error(`${name} has no address`), "", 4);
      const forbidden = isLoopbackHost(host)
        ? undefined
        : addresses.find(({ address }) => !isPublicIp(address));
      if (forbidden)
        return callback(
          new Error(`Not called: ${name} leads to ${forbidden.address}, which is not public`),
          "",
          4,
        );
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function reasonOf(error: Error): string {
  return error.name === "TimeoutError" || error.name === "AbortError"
    ? "No answer within ten seconds"
    : error.message.slice(0, ANSWER_BYTES);
}
