import { apiRoute, readJson } from "@/app/_doors/api-route";
import { feedbackInput } from "@/lib/contracts/recommendation-feedback";
import { giveFeedback } from "@/lib/services/recommendations/give-feedback";

export const POST = apiRoute(async ({ actor, request, now }) =>
  giveFeedback(actor, feedbackInput.parse(await readJson(request)), now),
);
