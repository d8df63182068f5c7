import { Prisma } from "./generated/client";

/**
 * What an order line `l` brought without tax, in minor units of its order's currency: a line's total holds the tax where
 * the shop `st` states its prices with it, and not where it does not.
 */
export const LINE_NET = Prisma.sql`(l."totalMinor" - CASE WHEN st."pricesIncludeTax" THEN l."taxMinor" ELSE 0 END)::numeric`;
