/** Says that this process serves; opens no database, so that a starter can wait for it. */
export function GET(): Response {
  return Response.json({ ok: true });
}
