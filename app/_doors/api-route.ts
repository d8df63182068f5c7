import { identifyKey } from "@/lib/auth/api-key";
import type { Actor } from "@/lib/domain/actor";
import { AppError, HTTP_STATUS } from "@/lib/domain/errors";
import { publicError } from "./public-error";

/** The one rhythm of a public route: identify the key, let `answer` parse and call one service, reply. */
export function apiRoute(
  answer: (input: {
    readonly actor: Actor;
    readonly request: Request;
    /** The address's search parameters as an object for a schema to parse. */
    readonly query: Readonly<Record<string, string>>;
    /** Wall time. */
    readonly now: Date;
  }) => Promise<unknown>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const now = new Date();
      const actor = await identifyKey(request.headers.get("authorization"), now);
      const query = Object.fromEntries(new URL(request.url).searchParams);
      const reply = await answer({ actor, request, query, now });
      return reply instanceof Response
        ? reply
        : Response.json(reply, { headers: { "cache-control": "no-store" } });
    } catch (error) {
      const body = await publicError(error, new URL(request.url).pathname);
      const after = error instanceof AppError ? error.retryAfterSeconds : undefined;
      return Response.json(
        { error: body },
        {
          status: HTTP_STATUS[body.code],
          ...(after === undefined ? {} : { headers: { "retry-after": String(after) } }),
        },
      );
    }
  };
}

const LONGEST_BODY_BYTES = 1_000_000;

/** The request's JSON, or undefined for a body that is none or too long: the schema then refuses it in its words. */
export async function readJson(request: Request): Promise<unknown> {
  if (Number(request.headers.get("content-length") ?? 0) > LONGEST_BODY_BYTES) return undefined;
  const text = await request.text();
  if (text.length > LONGEST_BODY_BYTES) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
