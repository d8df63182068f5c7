import { identify } from "@/lib/auth/session";
import type { Actor } from "@/lib/domain/actor";
import { AppError, HTTP_STATUS } from "@/lib/domain/errors";
import type { Shop } from "@/lib/domain/shop";
import { publicError } from "./public-error";

export interface InternalRequest {
  readonly actor: Actor;
  readonly shop: Shop;
  /** Wall time: the record of what a person did here. */
  readonly now: Date;
  readonly request: Request;
  /** The address's search parameters, with the fields of a posted form, as an object for a schema to parse. */
  readonly query: Readonly<Record<string, string>>;
}

/** The one rhythm of a route for our own browser code: identify, let `answer` parse and call one service, reply. */
export function internalRoute<P extends { store: string }>(
  answer: (input: InternalRequest & { params: P }) => Promise<unknown>,
): (request: Request, context: { params: Promise<P> }) => Promise<Response> {
  return async (request, context) => {
    try {
      const params = await context.params;
      const { actor, shop } = await identify(request.headers, params.store);
      const query = {
        ...Object.fromEntries(new URL(request.url).searchParams),
        ...(await formFields(request)),
      };
      const reply = await answer({ actor, shop, now: new Date(), request, query, params });
      return reply instanceof Response
        ? reply
        : Response.json(reply, { headers: { "cache-control": "private, no-store" } });
    } catch (error) {
      const body = await publicError(error, new URL(request.url).pathname);
      return Response.json({ error: body }, { status: HTTP_STATUS[body.code] });
    }
  };
}

const LONGEST_FORM_BYTES = 1_000_000;

async function formFields(request: Request): Promise<Record<string, string>> {
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) return {};
  if (Number(request.headers.get("content-length") ?? Number.POSITIVE_INFINITY) > LONGEST_FORM_BYTES)
    throw new AppError("INVALID", "That is too much at once. Choose fewer rows.");
  return Object.fromEntries(new URLSearchParams(await request.text()));
}

/** A text that is sent as it is made, for the browser to keep as a file. */
export function downloadResponse(pieces: AsyncGenerator<string>, fileName: string, type: string): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "private, no-store",
    },
  });
}
