import { apiRoute } from "@/app/_doors/api-route";
import { toRecommendInput } from "@/lib/contracts/api-v1";
import { recommend } from "@/lib/services/recommendations/recommend";

export const GET = apiRoute(({ actor, query, now }) => recommend(actor, toRecommendInput(query), now));
