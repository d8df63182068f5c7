import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { identify } from "@/lib/auth/session";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { Actor } from "@/lib/domain/actor";
import { publicError } from "./public-error";

/**
 * The one rhythm of a server action: identify, parse, call one service, answer. Every action is a public
 * address, so nothing it is handed is believed before it is parsed.
 * `now` is wall time: the record of what a person did here. A service that needs the shop's time reads its clock.
 */
export async function runAction<S extends z.ZodType, T>(
  store: unknown,
  schema: S,
  input: unknown,
  service: (actor: Actor, input: z.output<S>, now: Date) => Promise<T>,
): Promise<ActionResult<T>> {
  try {
    const { actor } = await identify(await headers(), String(store));
    return { ok: true, data: await service(actor, schema.parse(input), new Date()) };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: await publicError(error, "action") };
  }
}
