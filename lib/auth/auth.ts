import "server-only";
import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { nextCookies } from "better-auth/next-js";
import { prisma } from "@/lib/data/prisma";
import { authSecret, baseUrl } from "@/lib/platform/env";

const WEEK_SECONDS = 7 * 24 * 3600;

function createAuth() {
  const url = baseUrl();
  return betterAuth({
    appName: "Souk",
    baseURL: url,
    secret: authSecret(),
    trustedOrigins: [url],
    database: prismaAdapter(prisma(), { provider: "postgresql" }),
    emailAndPassword: { enabled: true, minPasswordLength: 10, autoSignIn: false },
    session: { expiresIn: WEEK_SECONDS, updateAge: WEEK_SECONDS / 7 },
    user: { additionalFields: { locale: { type: "string", defaultValue: "en", input: false } } },
    // Its routes are not mounted: people sign in through our own action, which limits attempts by address
    // and account in the database.
    rateLimit: { enabled: false },
    advanced: { cookiePrefix: "souk", useSecureCookies: url.startsWith("https://") },
    telemetry: { enabled: false },
    plugins: [nextCookies()],
  });
}

let instance: ReturnType<typeof createAuth> | undefined;

/** The sign-in library, made at first use: a build opens no database and needs no secret. */
export function auth(): ReturnType<typeof createAuth> {
  instance ??= createAuth();
  return instance;
}
