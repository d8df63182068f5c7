import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { identifyKey } from "@/lib/auth/api-key";
import { openApiDocument, pricesQuery, toRecommendInput } from "@/lib/contracts/api-v1";
import { apiExportQuery, EXPORT_FILES } from "@/lib/contracts/recommendation-export";
import { feedbackInput } from "@/lib/contracts/recommendation-feedback";
import type { Actor } from "@/lib/domain/actor";
import { AppError, HTTP_STATUS } from "@/lib/domain/errors";
import { publicFailure } from "@/lib/services/api/public-failure";
import { getPriceLabels } from "@/lib/services/pricing/get-price-labels";
import { exportEmailBlocks } from "@/lib/services/recommendations/export-email-blocks";
import { giveFeedback } from "@/lib/services/recommendations/give-feedback";
import { recommend } from "@/lib/services/recommendations/recommend";

const LONGEST_BODY_BYTES = 1_000_000;
const IDLE_MS = 75_000;

interface Ask {
  readonly actor: Actor;
  readonly query: Readonly<Record<string, string>>;
  readonly body: () => Promise<unknown>;
  /** Wall time. */
  readonly now: Date;
}

/** An answer that is sent as it is made. */
class Streamed {
  constructor(
    readonly pieces: AsyncGenerator<string>,
    readonly type: string,
  ) {}
}

/** What a shop's own site asks for while a customer waits: the same services as the web app's routes. */
const OPERATIONS: Readonly<Record<string, (ask: Ask) => Promise<unknown>>> = {
  "GET /api/v1/recommendations": ({ actor, query, now }) => recommend(actor, toRecommendInput(query), now),
  "POST /api/v1/recommendations/feedback": async ({ actor, body, now }) =>
    giveFeedback(actor, feedbackInput.parse(await body()), now),
  "GET /api/v1/recommendations/export": async ({ actor, query, now }) => {
    const asked = apiExportQuery.parse(query);
    return new Streamed(await exportEmailBlocks(actor, asked, now), EXPORT_FILES[asked.format].type);
  },
  "GET /api/v1/prices": ({ actor, query, now }) => getPriceLabels(actor, pricesQuery.parse(query), now),
};
const OPEN: Readonly<Record<string, () => unknown>> = {
  "GET /api/v1/openapi.json": openApiDocument,
  "GET /api/health": () => ({ ok: true }),
};
const HEADERS = {
  "content-type": "application/json",
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  "x-content-type-options": "nosniff",
} as const;

/** The public API without pages around it: a plain server, not yet listening. */
export function createApiServer(): Server {
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  // Longer than a balancer keeps an idle connection, so that it is never closed under a request on its way.
  server.keepAliveTimeout = IDLE_MS;
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = request.url ?? "/";
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  const name = `${request.method} ${path}`;
  try {
    const open = Object.hasOwn(OPEN, name) ? OPEN[name] : undefined;
    if (open) return send(response, 200, open());
    const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
    if (!operation) throw new AppError("NOT_FOUND", "There is no such operation.");
    const now = new Date();
    const actor = await identifyKey(request.headers.authorization ?? null, now);
    const query = mark < 0 ? {} : Object.fromEntries(new URLSearchParams(target.slice(mark + 1)));
    const content = await operation({ actor, query, now, body: () => readJson(request) });
    if (content instanceof Streamed) await stream(response, content);
    else send(response, 200, content);
  } catch (error) {
    if (isPartingReader(error)) return;
    const failure = publicFailure(error, path);
    if (response.headersSent) return;
    const after = error instanceof AppError ? error.retryAfterSeconds : undefined;
    send(response, HTTP_STATUS[failure.code], { error: failure }, after);
  }
}

/** What fails on the way breaks the connection off: half an answer must not look whole. */
async function stream(response: ServerResponse, { pieces, type }: Streamed): Promise<void> {
  response.writeHead(200, { ...HEADERS, "content-type": `${type}; charset=utf-8` });
  await pipeline(Readable.from(pieces), response);
}

/** Whether whoever asked went away before the answer was whole. */
function isPartingReader(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code === "ERR_STREAM_PREMATURE_CLOSE";
}

function send(response: ServerResponse, status: number, content: unknown, retryAfterSeconds?: number): void {
  const body = Buffer.from(JSON.stringify(content));
  response.writeHead(status, {
    ...HEADERS,
    "content-length": body.byteLength,
    ...(retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) }),
  });
  response.end(body);
}

/** The request's JSON, or undefined for a body that is none or too long: the schema then refuses it in its words. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.byteLength;
    if (bytes > LONGEST_BODY_BYTES) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    return undefined;
  }
}
