import { getLocale } from "next-intl/server";
import { internalRoute } from "@/app/_doors/internal-route";
import { ruleTargetQuery } from "@/lib/contracts/pricing-policies";
import { listRuleTargets } from "@/lib/services/pricing/pricing-policies";

export const GET = internalRoute(async ({ actor, query }) =>
  listRuleTargets(actor, ruleTargetQuery.parse(query), await getLocale()),
);
