/** Codes by which the database, its driver or the network say that they are away, not that the work was wrong. */
const AWAY = new Set([
  // Node's sockets
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"],
  // Prisma: cannot reach, timed out, closed, no connection free, transaction gone with its connection
  ...["P1001", "P1002", "P1008", "P1017", "P2024", "P2028"],
  // PostgreSQL: shut down, crashed, starting up
  ...["57P01", "57P02", "57P03"],
]);
const AWAY_WORDS =
  /connection terminated|server (?:has )?closed the connection|connection (?:is )?closed|ConnectionClosed/i;

/** Whether an error means that the database was away: the same work may succeed when it is back. */
export function isConnectionError(error: unknown): boolean {
  for (let depth = 0; depth < 8 && typeof error === "object" && error !== null; depth++) {
    const { code, message, kind, cause, meta } = error as Record<string, unknown>;
    if (typeof code === "string" && (AWAY.has(code) || code.startsWith("08"))) return true;
    if (kind === "DatabaseNotReachable" || kind === "ConnectionClosed" || kind === "SocketTimeout")
      return true;
    if (typeof message === "string" && AWAY_WORDS.test(message)) return true;
    // Prisma keeps what the driver said of a raw query (P2010) beside the error, not behind it.
    error = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return false;
}
