import "server-only";

/** Every environment variable the product reads; the README's table says what each is for. */
function read(
  name:
    | "DATABASE_URL"
    | "DATABASE_CONNECTIONS"
    | "BETTER_AUTH_SECRET"
    | "BASE_URL"
    | "SOUK_DEMO"
    | "SOUK_INSTANCE"
    | "SOUK_TRUSTED_PROXIES"
    | "API_REQUESTS_PER_MINUTE",
): string | undefined {
  return process.env[name];
}

/** Where the database answers. The starter sets it for the embedded database. @throws Error when unset. */
export function databaseUrl(): string {
  const url = read("DATABASE_URL");
  if (!url)
    throw new Error(
      "DATABASE_URL is not set: start Souk with `npm run demo`, or set it to a PostgreSQL server.",
    );
  return url;
}

/** How many connections this process may hold at once (DATABASE_CONNECTIONS, 5 unless set). */
export function databaseConnections(): number {
  const count = Number(read("DATABASE_CONNECTIONS") ?? 5);
  if (!Number.isInteger(count) || count < 1) throw new Error("DATABASE_CONNECTIONS must be a whole number.");
  return count;
}

/** How often one API key may ask in a minute (API_REQUESTS_PER_MINUTE, 30,000 unless set). */
export function apiRequestsPerMinute(): number {
  const count = Number(read("API_REQUESTS_PER_MINUTE") ?? 30_000);
  if (!Number.isInteger(count) || count < 1)
    throw new Error("API_REQUESTS_PER_MINUTE must be a whole number.");
  return count;
}

/** How many proxies stand in front and add to `x-forwarded-for` (SOUK_TRUSTED_PROXIES, none unless set). */
export function trustedProxies(): number {
  const count = Number(read("SOUK_TRUSTED_PROXIES") ?? 0);
  if (!Number.isInteger(count) || count < 0) throw new Error("SOUK_TRUSTED_PROXIES must be a whole number.");
  return count;
}

/** Public address of this installation, e.g. https://shop.example; decides cookies, origins and HSTS. */
export function baseUrl(): string {
  return read("BASE_URL") ?? "http://127.0.0.1:3000";
}

/** Secret that signs sessions and encrypts the secrets of webhooks. @throws Error when it is missing or too short to be safe. */
export function authSecret(): string {
  const secret = read("BETTER_AUTH_SECRET");
  if (!secret || secret.length < 32)
    throw new Error(
      "BETTER_AUTH_SECRET must be set to at least 32 characters; the demo makes one by itself.",
    );
  return secret;
}

/** Whether this installation is a demo, whose accounts and password may be shown to anyone (SOUK_DEMO=1). */
export function isDemo(): boolean {
  return read("SOUK_DEMO") === "1";
}

/** The word by which the starter of this process knows it from another at the same address (SOUK_INSTANCE), or null. */
export function instanceId(): string | null {
  return read("SOUK_INSTANCE") ?? null;
}
