import { Prisma } from "./generated/client";

/**
 * What a line `l` of order `o` brought without tax, in minor units of the currency of the shop `st`: a line's total holds
 * the tax where the shop states its prices with it, and not where it does not.
 */
export const LINE_NET = Prisma.sql`((l."totalMinor" - CASE WHEN st."pricesIncludeTax" THEN l."taxMinor" ELSE 0 END)::numeric * o."rate"::numeric)`;
