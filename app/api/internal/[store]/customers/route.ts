import { internalRoute } from "@/app/_doors/internal-route";
import { customerListQuery } from "@/lib/contracts/customers";
import { listCustomers } from "@/lib/services/customers/list-customers";

export const GET = internalRoute(({ actor, query }) => listCustomers(actor, customerListQuery.parse(query)));
