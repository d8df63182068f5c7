/** Classes of SQLSTATE by which PostgreSQL refuses what it was given: a value that cannot be, a broken constraint. */
const REFUSED = /^2[23][0-9A-Z]{3}$/;

/** Whether the database refused the rows themselves: sent again they would be refused again. */
export function isDataError(error: unknown): boolean {
  for (let depth = 0; depth < 8 && typeof error === "object" && error !== null; depth++) {
    const { code, originalCode, cause, meta } = error as Record<string, unknown>;
    if ([code, originalCode].some((one) => typeof one === "string" && REFUSED.test(one))) return true;
    // Prisma keeps what the driver said of a raw query (P2010) beside the error, not behind it.
    error = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return false;
}
