import { downloadResponse, internalRoute } from "@/app/_doors/internal-route";
import { customerListQuery } from "@/lib/contracts/customers";
import { exportCustomers } from "@/lib/services/customers/export-customers";

const answer = internalRoute(async ({ actor, shop, query, now }) => {
  const rows = await exportCustomers(actor, shop, customerListQuery.parse(query), now);
  return downloadResponse(rows, `${shop.slug}-customers.csv`, "text/csv");
});

export { answer as GET, answer as POST };
