import { internalRoute } from "@/app/_doors/internal-route";
import type { Pulse } from "@/lib/contracts/pulse";
import { shopNow } from "@/lib/domain/shop";

/** What time it is in the shop: open pages ask now and then, and look again when it has moved. */
export const GET = internalRoute(
  async ({ shop, now }): Promise<Pulse> => ({ now: shopNow(shop, now).toISOString() }),
);
