import { instanceId } from "@/lib/platform/env";

/** Says that this process serves, and which it is; opens no database, so that a starter can wait for it. */
export function GET(): Response {
  return Response.json({ ok: true, instance: instanceId() });
}
