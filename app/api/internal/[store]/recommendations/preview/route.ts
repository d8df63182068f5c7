import { internalRoute } from "@/app/_doors/internal-route";
import { previewRecommendations } from "@/lib/services/recommendations/preview-recommendations";

export const GET = internalRoute(({ actor, query, now }) => previewRecommendations(actor, query, now));
