"use server";

import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { publicError } from "@/app/_doors/public-error";
import { signIn, signOut } from "@/lib/auth/sign-in";
import type { ActionResult } from "@/lib/contracts/action-result";

const signInInput = z.object({ email: z.email().max(254), password: z.string().min(1).max(200) });

/** Opens a session; the browser then goes to the person's first shop. */
export async function signInAction(input: unknown): Promise<ActionResult<null>> {
  try {
    const requestHeaders = await headers();
    // The server has put the one address there that the request came from (overwrite-forwarded-for.ts).
    const address = requestHeaders.get("x-forwarded-for") ?? "unknown";
    await signIn(signInInput.parse(input), { headers: requestHeaders, address, now: new Date() });
    return { ok: true, data: null };
  } catch (error) {
    unstable_rethrow(error);
    return { ok: false, error: await publicError(error, "sign-in") };
  }
}

export async function signOutAction(): Promise<void> {
  await signOut(await headers());
  redirect("/sign-in");
}
