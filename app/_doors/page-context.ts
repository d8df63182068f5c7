import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { identify } from "@/lib/auth/session";
import { AppError } from "@/lib/domain/errors";
import { shopNow } from "@/lib/domain/shop";

/** What Next hands a page of a shop. */
export interface ShopPage {
  readonly params: Promise<{ readonly store: string }>;
}

/** … and one whose search, filters and order stand in its address. */
export interface SearchedShopPage extends ShopPage {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/**
 * Who opens this page, in which shop, and what time it is there. Once per request.
 * Without a session the reader goes to sign in; a shop that is not theirs does not exist for them.
 */
export const pageContext = cache(async (store: string) => {
  try {
    const context = await identify(await headers(), store);
    return { ...context, now: shopNow(context.shop, new Date()) };
  } catch (error) {
    if (error instanceof AppError && error.code === "UNAUTHENTICATED") redirect("/sign-in");
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
});

/** What `load` gives; a thing that is not in the shop shows the "not found" page. */
export async function orNotFound<T>(load: Promise<T>): Promise<T> {
  try {
    return await load;
  } catch (error) {
    if (error instanceof AppError && (error.code === "NOT_FOUND" || error.code === "INVALID")) notFound();
    throw error;
  }
}
