import "server-only";
import { APIError } from "better-auth/api";
import { countUse, forgetUses } from "@/lib/data/rate-limits";
import { AppError } from "@/lib/domain/errors";
import { auth } from "./auth";

const WINDOW_MS = 15 * 60_000;
const ATTEMPTS_PER_ACCOUNT = 10;
const ATTEMPTS_PER_ADDRESS = 50;

/**
 * Opens a session, or says that e-mail or password is wrong without telling which.
 * Attempts are limited per account and per network address over a quarter of an hour.
 * @throws AppError UNAUTHENTICATED or RATE_LIMITED
 */
export async function signIn(
  input: { email: string; password: string },
  request: { headers: Headers; address: string; now: Date },
): Promise<void> {
  const email = input.email.trim().toLowerCase();
  const accountKey = `sign-in:account:${email}`;
  const limits: [string, number][] = [
    [accountKey, ATTEMPTS_PER_ACCOUNT],
    [`sign-in:address:${request.address}`, ATTEMPTS_PER_ADDRESS],
  ];
  for (const [key, limit] of limits) {
    const { count } = await countUse(key, { windowMs: WINDOW_MS, now: request.now });
    if (count > limit)
      throw new AppError("RATE_LIMITED", "Too many attempts. Wait fifteen minutes, then try again.");
  }
  try {
    await auth().api.signInEmail({ body: { email, password: input.password }, headers: request.headers });
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500)
      throw new AppError("UNAUTHENTICATED", "E-mail or password is wrong.", { cause: error });
    throw error;
  }
  await forgetUses(accountKey);
}

export async function signOut(headers: Headers): Promise<void> {
  await auth().api.signOut({ headers });
}
