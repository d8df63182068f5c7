import { internalRoute } from "@/app/_doors/internal-route";
import { customerListQuery } from "@/lib/contracts/customers";
import { shopNow } from "@/lib/domain/shop";
import { listCustomers } from "@/lib/services/customers/list-customers";

export const GET = internalRoute(({ actor, shop, now, query }) =>
  listCustomers(actor, shop, customerListQuery.parse(query), shopNow(shop, now)),
);
